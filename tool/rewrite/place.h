/* Placement: the naive, right position of every count operation. */
#ifndef TALLY_REWRITE_PLACE_H
#define TALLY_REWRITE_PLACE_H

#include "ir/func.h"

/* Inserts RETAIN, HOLD, RELEASE, DROP and COPY_PARAM into a lowered function.
 * Needs linked blocks. Keeps blocks and edges. Sets func->placed. */
void place(struct func *func);

/* Inserts OWN, DISOWN and EXIT into a placed function of a unit of
 * --unwind=shadow, if it needs them: place_frames.c. Sets func->unwinds. */
void place_frames(struct func *func);

#endif
