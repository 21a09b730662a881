/* Growing text. */
#include "rewrite/text.h"

#include <stdarg.h>
#include <string.h>

static void reserve(struct arena *arena, struct text *text, size_t count) {
    size_t needed = text->count + count + 1;
    if (needed <= text->capacity)
        return;
    size_t capacity = text->capacity * 2 > needed ? text->capacity * 2 : needed;
    char *at = arena_alloc(arena, capacity);
    if (text->count)
        memcpy(at, text->at, text->count);
    text->at = at;
    text->capacity = capacity;
}

void text_add_bytes(struct arena *arena, struct text *text, const char *bytes,
                    size_t count) {
    reserve(arena, text, count);
    memcpy(text->at + text->count, bytes, count);
    text->count += count;
    text->at[text->count] = '\0';
}

void text_add(struct arena *arena, struct text *text, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *added = arena_vprintf(arena, format, args);
    va_end(args);
    text_add_bytes(arena, text, added, strlen(added));
}

void text_add_escaped(struct arena *arena, struct text *text,
                      const char *string) {
    for (; *string; string++) {
        if (*string == '\n')
            text_add_bytes(arena, text, "\\n", 2);
        else if (*string == '"' || *string == '\\')
            text_add_bytes(arena, text, (char[]){'\\', *string}, 2);
        else
            text_add_bytes(arena, text, string, 1);
    }
}

const char *text_get(const struct text *text) {
    return text->at ? text->at : "";
}
