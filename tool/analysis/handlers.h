/* Signal handlers and trace functions must not count.
 *
 * A handler interrupts whatever runs, perhaps in the middle of a count
 * operation or of the heap. A function that is a handler, or is called by one,
 * is found where its name goes to signal() and its kin, or to the sa_handler or
 * sa_sigaction of a struct sigaction. What reaches those through variables is
 * not seen.
 *
 * A trace function runs while the collector has changed the counts. */
#ifndef TALLY_ANALYSIS_HANDLERS_H
#define TALLY_ANALYSIS_HANDLERS_H

#include "base/diag.h"
#include "ir/func.h"

/* Reports each handler and trace function of the unit that counts, makes objects, or calls
 * functions of the unit that do. `placed` are the unit's functions in their
 * placed form. True if there is none. O(size of the unit). */
bool handlers_check(const struct unit *unit, struct func *const *placed,
                    size_t count, struct arena *arena, struct diags *diags);

#endif
