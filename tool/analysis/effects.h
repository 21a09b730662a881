/* Which functions of a unit are *quiet*: no object can die while they run.
 *
 * What is borrowed may stay so across a call of one. A function is quiet if it
 * makes no object, stores no reference but to its own variables, hands none
 * over, gets none, and calls only quiet functions. So each count that it gives
 * back is one that it took. Only functions that no other unit can replace are
 * looked at: static ones. */
#ifndef TALLY_ANALYSIS_EFFECTS_H
#define TALLY_ANALYSIS_EFFECTS_H

#include "ir/func.h"

/* Sets `quiet` and `keeps_all` of the declarations. `funcs` are the unit's functions in their
 * lowered form, which know nothing of it yet: lower them again. The greatest
 * fixpoint over the call graph, so that recursion is no obstacle; O(rounds *
 * instructions), where rounds is the length of the longest chain of calls. */
void effects_find(struct func *const *funcs, size_t count);

#endif
