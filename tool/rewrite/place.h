/* Placement: the naive, right position of every count operation. */
#ifndef TALLY_REWRITE_PLACE_H
#define TALLY_REWRITE_PLACE_H

#include "ir/func.h"

/* Inserts RETAIN, HOLD, RELEASE, DROP and COPY_PARAM into a lowered function.
 * Needs linked blocks. Keeps blocks and edges. Sets func->placed. */
void place(struct func *func);

#endif
