/* Applies the edits and writes what stands above the first line. */
#include "rewrite/write.h"

#include "rewrite/text.h"

#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

char *write_text(const struct unit *unit, const struct edits *edits,
                 struct arena *arena, size_t *length) {
    struct text text = {0};
    size_t body_length;
    const char *body = edits_apply(edits, &body_length);
    size_t mark = sizeof byte_order_mark - 1;
    if (body_length < mark || memcmp(body, byte_order_mark, mark) != 0)
        mark = 0;
    text_add_bytes(arena, &text, body, mark);
    text_add(arena, &text, "#define TALLY_REWRITTEN 1\n#line 1 \"");
    text_add_escaped(arena, &text, unit->main_file);
    text_add(arena, &text, "\"\n");
    text_add_bytes(arena, &text, body + mark, body_length - mark);
    *length = text.count;
    return text.at;
}
