/* The macro calls of the plain text.
 *
 * libclang records a call where its name stands in the file, as an argument
 * of other calls too, but not a call that only an expansion brought forth.
 * Where such a call takes its '(' from the file (`GET(n)` with `#define GET
 * NEXT`), the recorded one is extended to the matching ')'. */
#include "source/parser.h"

#include <stdlib.h>
#include <string.h>

static int compare_uses(const void *left, const void *right) {
    const struct macro_use *a = left, *b = right;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    return a->end > b->end ? -1 : a->end < b->end;
}

/* True if `at` stands in a directive: its line begins with '#'. */
static bool in_directive(const struct parser *p, uint32_t at) {
    const char *text = p->plain.text;
    for (;;) {
        uint32_t line = at;
        while (line > 0 && text[line - 1] != '\n')
            line--;
        uint32_t first = line + (uint32_t)strspn(text + line, " \t");
        if (scan_char(&p->plain, first) == '#')
            return true;
        if (line < 2 || text[line - 2] != '\\')
            return false;
        at = line - 1;
    }
}

/* True if a call may go on behind its end: '(' follows, and nothing says that
 * its expansion is a whole statement. */
static bool may_go_on(struct parser *p, const struct macro_use *use,
                      uint32_t next) {
    if (!scan_is(&p->plain, next, "("))
        return false;
    CXCursor definition = clang_getCursorReferenced(use->cursor);
    CXSourceRange extent = clang_getCursorExtent(definition);
    struct spelling end = spelling_of(p, clang_getRangeEnd(extent));
    return !end.text || end.offset == 0 ||
           !strchr(";}", end.text[end.offset - 1]);
}

static void extend_calls(struct parser *p) {
    for (size_t i = 0; i < p->uses.count; i++) {
        struct macro_use *use = &p->uses.at[i];
        uint32_t next = scan_blank(&p->plain, use->end);
        while (!use->transparent && may_go_on(p, use, next)) {
            use->end = scan_group(&p->plain, next);
            use->extended = true;
            next = scan_blank(&p->plain, use->end);
        }
    }
}

static void drop_directives(struct parser *p) {
    size_t kept = 0;
    for (size_t i = 0; i < p->uses.count; i++)
        if (!in_directive(p, p->uses.at[i].begin))
            p->uses.at[kept++] = p->uses.at[i];
    p->uses.count = kept;
}

void macros_prepare(struct parser *p) {
    struct unit *unit = p->unit;
    drop_directives(p);
    if (p->uses.count > 0)
        qsort(p->uses.at, p->uses.count, sizeof *p->uses.at, compare_uses);
    extend_calls(p);
    uint32_t covered = 0; /* end of the last outermost call */
    for (size_t i = 0; i < p->uses.count; i++) {
        struct macro_use *use = &p->uses.at[i];
        use->outer = NO_MACRO;
        if (use->begin >= covered && !use->transparent) {
            struct macro_call call = {
                .name = copy_string(p, clang_getCursorSpelling(use->cursor)),
                .begin = use->begin,
                .end = use->end};
            VEC_PUSH(p->arena, unit->macro_calls, call);
            covered = use->end;
        }
        if (use->begin < covered)
            use->outer = (uint32_t)unit->macro_calls.count - 1;
    }
}

const struct macro_use *macro_use_at(const struct parser *p, uint32_t begin) {
    size_t low = 0, high = p->uses.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->uses.at[middle].begin < begin)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < p->uses.count && p->uses.at[low].begin == begin)
        return &p->uses.at[low];
    return NULL;
}

uint32_t macro_call_around(const struct parser *p, uint32_t offset) {
    const struct macro_call *calls = p->unit->macro_calls.at;
    size_t low = 0, high = p->unit->macro_calls.count;
    while (low < high) { /* the first call that ends behind `offset` */
        size_t middle = low + (high - low) / 2;
        if (calls[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < p->unit->macro_calls.count && calls[low].begin <= offset)
        return (uint32_t)low;
    return NO_MACRO;
}
