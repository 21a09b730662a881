/* Text that grows at its end; lives in an arena. */
#ifndef TALLY_REWRITE_TEXT_H
#define TALLY_REWRITE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct text {
    char *at; /* NUL-terminated behind its `count` bytes; NULL while empty */
    size_t count, capacity;
};

/* Appends. O(added), amortised. */
void text_add(struct arena *arena, struct text *text, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void text_add_bytes(struct arena *arena, struct text *text, const char *bytes,
                    size_t count);
/* As a C string literal without its quotes: what would end it is escaped. */
void text_add_escaped(struct arena *arena, struct text *text,
                      const char *string);
/* Never NULL; valid until the next text_add. */
const char *text_get(const struct text *text);

#endif
