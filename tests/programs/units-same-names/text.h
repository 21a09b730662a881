/* What main.c calls of text.c. */
#ifndef TEXT_H
#define TEXT_H

int text_test(int rounds);

#endif
