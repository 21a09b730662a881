/* What we say to the user: collected while the stages run, printed by the
 * driver, and a unit with an error is never written.
 *
 * A diagnostic is a code (TLY0001 ...), a place, one line of what is wrong and
 * one line of how to mend it. Codes and their titles stand in one table,
 * diag.def. The text format is the compilers':
 *
 *     list.c:12:9: error: 'tally_weak' on a value that is no reference [TLY0012]
 *     list.c:12:9: note: put it after the '*' of a pointer to a tally_object
 *
 * Mistakes of our own do not come here: BUG() prints the source place and
 * ends the process with exit code 70. */
#ifndef TALLY_BASE_DIAG_H
#define TALLY_BASE_DIAG_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* One enumerator a row of diag.def: TLY(code, name, severity, title). */
enum diag_code {
#define TLY(code, name, severity, title) TLY_##name = code,
#include "base/diag.def"
#undef TLY
};

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* A place as the user sees it: the original file, 1-based line and column
 * (bytes). `file` NULL: no place (command line). */
struct place_in_text {
    const char *file;
    unsigned line, column;
};

struct diag {
    enum diag_code code;
    enum severity severity;
    struct place_in_text at;
    const char *what; /* one line, no full stop */
    const char *mend; /* one line, or NULL */
};

struct diags; /* a list of diag, in the order of their report */

struct diags *diags_new(struct arena *arena);
/* `mend` may be NULL; `what` is a printf format. Severity is the table's. */
void diag_report(struct diags *diags, enum diag_code code,
                 struct place_in_text at, const char *mend, const char *what,
                 ...) __attribute__((format(printf, 5, 6)));
size_t diags_errors(const struct diags *diags);
size_t diags_count(const struct diags *diags);
const struct diag *diags_at(const struct diags *diags, size_t index);
/* Prints them all in the compilers' format. */
void diags_print(const struct diags *diags, FILE *out);
/* "TLY0012" */
const char *diag_code_name(enum diag_code code, char buffer[8]);

/* Our own mistake: never returns. */
#define BUG(...) bug_(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
