/* Plain C that knows nothing of tally. */
#ifndef TEXT_H
#define TEXT_H

void text_print(const char *text);

#endif
