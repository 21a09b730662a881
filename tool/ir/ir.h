/* What can be asked of, and done with, a `struct func` as a whole. */
#ifndef TALLY_IR_IR_H
#define TALLY_IR_IR_H

#include "base/diag.h"
#include "ir/func.h"

#include <stdio.h>

/* Is it setjmp, or longjmp, or one of its kin? (lower_unwind.c) */
bool is_setjmp(const char *name);
bool is_longjmp(const char *name);
/* Does the function's body call setjmp? O(size of the body). */
bool returns_twice(const struct node *body);

/* ---- lower.c: C's semantics → graph ---- */

/* The lowered form of one function: places, values, sequencing, scopes, jumps;
 * no counts. NULL and diagnostics where it uses what we do not handle. Needs
 * nothing; the result has linked blocks. A function that handles no reference
 * gives a graph without instructions that matter, and no edits. */
struct func *ir_lower(const struct unit *unit, const struct function *function, struct arena *arena, struct diags *diags);

/* The initialisers of static variables hold no references, but tables of
 * functions: errors where one of them has another convention than its place. */
bool ir_check_statics(const struct unit *unit, struct arena *arena, struct diags *diags);

/* Reads our own output back: the placed form that the emitted text of a
 * function spells. `placed` is the form it was emitted from (its variables
 * tell what the original text says of them). */
struct func *ir_lower_emitted(const struct unit *unit, const struct function *function, const struct func *placed, struct arena *arena, struct diags *diags);

/* ---- compare.c ---- */

/* Translation validation: do both make, count and release the same values, in
 * the same order, on the same paths? Else false, and the first difference in
 * `*difference` (arena). */
bool ir_equal(const struct func *placed, const struct func *emitted, struct arena *arena, const char **difference);

/* ---- cfg.c ---- */

/* Fills predecessors and reachability. Needs terminators. */
void cfg_link(struct func *func);
/* Reverse postorder of the reachable blocks; the result has `*count` entries. */
block_id *cfg_order(const struct func *func, struct arena *arena, size_t *count);

/* ---- print.c, read.c: the graph as text ---- */

/* One line an instruction; stable, no addresses, no paths. The grammar stands
 * in docs/ir.md. */
void ir_print(const struct func *func, FILE *out);
/* Graphviz. */
void ir_dot(const struct func *func, FILE *out);
/* Reads what ir_print printed (one function; `*text` is moved behind it).
 * NULL, and a message with its line in `*error` (arena), where it is malformed. */
struct func *ir_read(const char **text, struct arena *arena, const char **error);

/* ---- check.c: the independent ownership checker ---- */

struct check_error {
    const struct inst *inst; /* where */
    const char *what;        /* one line */
};

/* Proves a function balanced: on every path each owned value and each owned
 * variable's content is taken, returned or released exactly once, and nothing
 * borrowed is used when its origin may be gone. For the lowered form (not
 * func->placed) only the shape is checked: values defined before use on every
 * path and inside one full expression, full expressions closed, variables
 * declared and left in order, terminators, predecessors.
 * Shares nothing with placement. True if proved; else `*error`. */
bool ir_check(const struct func *func, struct arena *arena, struct check_error *error);

#endif
