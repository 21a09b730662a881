/* The optimiser: each pass takes a placed function, which the checker has
 * accepted, and gives one that does the same with fewer counts.
 *
 * A pass changes when something is released only where nobody can tell. Each
 * can be skipped; the checker proves what is left. */
#ifndef TALLY_REWRITE_OPTIMISE_OPTIMISE_H
#define TALLY_REWRITE_OPTIMISE_OPTIMISE_H

#include "driver/passes.h"
#include "ir/func.h"

/* All passes in their order, but those of `skipped`, a bit each. */
void optimise(struct func *func, unsigned skipped);

/* ---- the passes ---- */

void optimise_borrow(struct func *func);
void optimise_hold(struct func *func);
void optimise_last_use(struct func *func);

#endif
