/* Text that grows, in UTF-8. The bytes are a counted array: nobody frees it.
 *
 *     struct text text = {NULL, 0};
 *     text_add(&text, "three");
 *     fputs(text.bytes, stdout);
 */
#ifndef TEXT_H
#define TEXT_H

#include "value.h"

struct text {
    char *tally_array bytes; /* NUL behind `length`; NULL while it is empty */
    size_t length;
};

void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const char *bytes, size_t count);
void text_add_byte(struct text *text, char byte);
void text_add_code(struct text *text, uint32_t code);

/* A string in UTF-8, with NUL, of exactly that length. */
char *tally_array text_of_string(String *string);

/* Reads a character of UTF-8, `length` bytes being there (at least one), and
 * gives how many it took. A byte that begins no right character is a character
 * of its own. */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *code);

#endif
