/* A chain of operators makes a tree as deep as it is long, and trees are
 * walked by recursion, as are brackets in brackets and statements in
 * statements. What nobody writes by hand is refused before anyone walks it. */
#include "source/depth.h"

#include "source/scan.h"
#include "source/unit.h"

#include <string.h>

enum { MOST_OPERATORS = 4000 };

struct depth {
    struct scanner scan;
    unsigned operators;  /* since the last token that separates */
    unsigned statements; /* that the next one lies in, without braces */
    VEC(unsigned) outer; /* `statements` outside of each open bracket */
};

static bool separates(char c) {
    return strchr(";,{}", c) != NULL;
}

static bool is_operator(char c) {
    return strchr("+-*/%<>=!&|^~?", c) != NULL;
}

/* Whether the statement behind this word is a part of another one. */
static bool nests(const struct scanner *scan, uint32_t at) {
    static const char *const words[] = {"if", "else", "for",   "while",
                                        "do", "case", "switch"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scan_is(scan, at, words[i]))
            return true;
    return false;
}

static void count_brackets(struct depth *depth, struct arena *arena, char c) {
    if (strchr("([{", c)) {
        VEC_PUSH(arena, depth->outer, depth->statements);
        depth->statements = 0;
    } else if (strchr(")]}", c) && depth->outer.count) {
        depth->statements = depth->outer.at[--depth->outer.count];
    }
}

/* A statement that ends takes those around it along, unless one of them goes
 * on with `else`: that is a chain, as deep as it is long. */
static void count_statements(struct depth *depth, uint32_t at, char c) {
    uint32_t next = scan_blank(&depth->scan, scan_token(&depth->scan, at));
    if ((c == ';' || c == '}') && !scan_is(&depth->scan, next, "else"))
        depth->statements = 0;
    else if (nests(&depth->scan, at))
        depth->statements++;
}

static bool report(const struct source *source, struct diags *diags,
                   uint32_t at, const char *mend, const char *what, int most) {
    struct unit unit = {.line_map = source->map};
    diag_report(diags, TLY_UNSUPPORTED, unit_place(&unit, 0, at), mend, what,
                most);
    return false;
}

bool depth_check(const struct source *source, struct diags *diags) {
    struct depth depth = {.scan = scan_text(source->text, source->length)};
    struct scanner *scan = &depth.scan;
    for (uint32_t at = scan_blank(scan, 0); at < scan->length;
         at = scan_blank(scan, scan_token(scan, at))) {
        char c = scan_char(scan, at);
        count_brackets(&depth, source->arena, c);
        count_statements(&depth, at, c);
        if (separates(c))
            depth.operators = 0;
        else if (is_operator(c) && ++depth.operators > MOST_OPERATORS)
            return report(source, diags, at, "make several statements of it",
                          "an expression of more than %d operators",
                          MOST_OPERATORS);
        if (depth.outer.count > DEPTH_MOST_NESTED)
            return report(source, diags, at,
                          "take the inner part out, into a variable or a "
                          "function",
                          "more than %d brackets, one in the other",
                          DEPTH_MOST_NESTED);
        if (depth.statements > DEPTH_MOST_NESTED)
            return report(
                source, diags, at, "take the inner part out, into a function",
                "more than %d statements, one in the other", DEPTH_MOST_NESTED);
    }
    return true;
}
