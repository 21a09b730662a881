/* What we say to the user: collected while the stages run, printed by the
 * driver, and a unit with an error is never written.
 *
 * A diagnostic is a code (TLY0001 ...), a place, one line of what is wrong and
 * one line of how to mend it, sometimes with the text that does. Codes stand
 * in one table, diag.def, from which docs/diagnostics.md is made. How they are
 * written out is report/.
 *
 * Mistakes of our own do not come here: BUG() prints the source place and
 * ends the process with exit code 70. */
#ifndef TALLY_BASE_DIAG_H
#define TALLY_BASE_DIAG_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* One enumerator a row of diag.def. */
enum diag_code {
#define TLY(code, name, severity, title, remark, example) TLY_##name = code,
#include "base/diag.def"
#undef TLY
};

/* A place as the user sees it: the original file, 1-based line and column
 * (bytes). `file` NULL: no place (command line). */
struct place_in_text {
    const char *file;
    unsigned line, column;
    unsigned width; /* bytes of that line; 0 where it is not known */
};

/* A replacement of the text at a place (an insertion, if its width is 0) that
 * mends what is wrong. */
struct fix {
    struct place_in_text at;
    const char *text;
};

/* A row of the catalogue. */
struct diag_entry {
    enum diag_code code;
    const char *name;
    enum severity severity;
    const char *title;   /* a phrase */
    const char *remark;  /* sentences: what to do about it */
    const char *example; /* of tests/refused, without ".c"; NULL if none */
};

const struct diag_entry *diag_entry_of(enum diag_code code);
size_t diag_entry_count(void);
const struct diag_entry *diag_entry_at(size_t index);

struct diag {
    enum diag_code code;
    enum severity severity;
    struct place_in_text at;
    const char *what; /* one line, no full stop */
    const char *mend; /* one line, or NULL */
    struct fix *fixes;
    size_t fix_count;
};

struct diags; /* a list of diag, in the order of their report */

struct diags *diags_new(struct arena *arena);
/* `mend` may be NULL; `what` is a printf format. Severity is the table's. */
void diag_report(struct diags *diags, enum diag_code code,
                 struct place_in_text at, const char *mend, const char *what,
                 ...) __attribute__((format(printf, 5, 6)));
/* Adds a mend to the diagnostic that was reported last. */
void diag_fix(struct diags *diags, struct place_in_text at, const char *text);
/* Adds all of `more`, copied, behind those of `diags`. */
void diags_append(struct diags *diags, const struct diags *more);
/* Adds all of `from` to the end of `to`. */
void diags_move(struct diags *to, const struct diags *from);
size_t diags_errors(const struct diags *diags);
size_t diags_count(const struct diags *diags);
const struct diag *diags_at(const struct diags *diags, size_t index);
/* "TLY0012" */
const char *diag_code_name(enum diag_code code, char buffer[8]);

/* Our own mistake: never returns. */
#define BUG(...) bug_(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
