/* A chain of operators makes a tree as deep as it is long, and trees are
 * walked by recursion. Nobody writes such a chain by hand. */
#include "source/depth.h"

#include "source/scan.h"
#include "source/unit.h"

#include <string.h>

enum { MOST_OPERATORS = 4000 };

/* Whether the token ends an expression, or a part that is no deeper. */
static bool separates(char c) {
    return strchr(";,{}", c) != NULL;
}

static bool is_operator(char c) {
    return strchr("+-*/%<>=!&|^~?", c) != NULL;
}

static void report(const struct source *source, struct diags *diags,
                   uint32_t at) {
    struct unit unit = {.line_map = source->map};
    diag_report(diags, TLY_UNSUPPORTED, unit_place(&unit, 0, at),
                "make several statements of it",
                "an expression of more than %d operators", MOST_OPERATORS);
}

bool depth_check(const struct source *source, struct diags *diags) {
    struct scanner scan = scan_text(source->text, source->length);
    unsigned operators = 0;
    for (uint32_t at = scan_blank(&scan, 0); at < scan.length;
         at = scan_blank(&scan, scan_token(&scan, at))) {
        if (separates(scan.text[at]))
            operators = 0;
        else if (is_operator(scan.text[at]) && ++operators > MOST_OPERATORS) {
            report(source, diags, at);
            return false;
        }
    }
    return true;
}
