/* Which parameters of a unit's functions become part of what they make:
 *
 *     static Cell *cons(int value, Cell *next) {
 *         return tally_new(Cell, .value = value, .next = next);
 *     }
 *
 * Such a function takes the parameter over, as if it were marked
 * tally_consumed, but nobody has to write that, and a variable that is handed
 * over keeps what it has unless this is its last use. Nobody can tell: what the
 * caller gave lives on in the result for at least as long as the call lasts,
 * which is how long the caller would have held it.
 *
 * Only static functions that are never anything but called: each caller is
 * there to be rewritten. */
#ifndef TALLY_ANALYSIS_MAKERS_H
#define TALLY_ANALYSIS_MAKERS_H

#include "ir/func.h"

/* Sets `taken` of the declarations of such parameters. `funcs` are the unit's
 * functions in their lowered form, which know nothing of it yet: lower them
 * again. Functions that call such functions for their own result are found by
 * repeating; O(rounds * instructions + text * log functions). */
void makers_find(const struct unit *unit, struct func *const *funcs,
                 size_t count);

/* Does what the instruction gives own operand `index`: is it a maker, or a call
 * of such a function? */
bool maker_keeps(const struct func *func, const struct inst *inst,
                 size_t index);

#endif
