/* Active lines: a marker goes behind every conditional directive of a copy
 * of the text; those that come out of the compiler's -E are active. */
#include "source/active.h"

#include "source/view.h"

#include <string.h>

#define MARK "tally__active_"

struct conditional {
    uint32_t begin; /* of the '#' */
    uint32_t end;   /* behind its line */
};

typedef VEC(struct conditional) conditional_list;

static bool opens_lines(const struct scanner *scan, uint32_t word) {
    static const char *const names[] = {"if",   "ifdef",   "ifndef",  "elif",
                                        "else", "elifdef", "elifndef"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (scan_is(scan, word, names[i]))
            return true;
    return false;
}

static conditional_list find_conditionals(struct parser *p) {
    struct scanner scan =
        scan_text(p->source->text, p->source->length); /* all lines */
    conditional_list list = {0};
    scan.directives = false;
    for (uint32_t at = scan_blank(&scan, 0); at < scan.length;
         at = scan_blank(&scan, at)) {
        if (!scan_is(&scan, at, "#")) {
            at = scan_token(&scan, at);
            continue;
        }
        struct conditional found = {at, scan_line(&scan, at)};
        if (opens_lines(&scan, scan_blank(&scan, scan_token(&scan, at))))
            VEC_PUSH(p->arena, list, found);
        at = found.end;
    }
    return list;
}

static char *marked_text(struct parser *p, const conditional_list *list,
                         size_t *length) {
    const char *text = p->source->text;
    size_t room = p->source->length + list->count * (sizeof MARK + 12) + 1;
    char *copy = arena_alloc(p->arena, room), *to = copy;
    uint32_t at = 0;
    for (size_t i = 0; i < list->count; i++) {
        uint32_t end = list->at[i].end;
        memcpy(to, text + at, end - at);
        to += end - at;
        const char *mark = arena_printf(p->arena, "\n" MARK "%zu ", i);
        memcpy(to, mark, strlen(mark));
        to += strlen(mark);
        at = end;
    }
    memcpy(to, text + at, p->source->length - at);
    *length = (size_t)(to - copy) + p->source->length - at;
    return copy;
}

static bool is_skipped(const struct parser *p, uint32_t offset) {
    for (size_t i = 0; i < p->plain.skipped_count; i++)
        if (p->plain.skipped[i].begin <= offset &&
            offset < p->plain.skipped[i].end)
            return true;
    return false;
}

/* A marker's number ends where no digit follows. */
static bool has_mark(struct arena *arena, const char *output, size_t index) {
    const char *mark = arena_printf(arena, MARK "%zu", index);
    size_t length = strlen(mark);
    for (const char *at = output; (at = strstr(at, mark)) != NULL; at += length)
        if (at[length] < '0' || at[length] > '9')
            return true;
    return false;
}

static void compare(struct parser *p, const conditional_list *list,
                    const char *output) {
    for (size_t i = 0; i < list->count; i++) {
        bool compiled = has_mark(p->arena, output, i);
        bool parsed = !is_skipped(p, list->at[i].end);
        struct range at = plain_range(p, list->at[i].begin, list->at[i].end);
        if (compiled != parsed)
            report_once(p, TLY_ACTIVE_LINES, at,
                        "make the condition independent of the compiler",
                        "the lines behind this directive are active for %s "
                        "only",
                        compiled ? "the compiler" : "tally");
    }
}

void active_lines_check(struct parser *p) {
    conditional_list list = find_conditionals(p);
    size_t length;
    if (list.count == 0)
        return;
    char *text = marked_text(p, &list, &length);
    struct output output = view_preprocess(p->source, text, length);
    if (output.fine) /* else the compiler will say why */
        compare(p, &list, output.text);
}
