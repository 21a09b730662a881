/* Do the compiler and libclang see the same lines? */
#ifndef TALLY_SOURCE_ACTIVE_H
#define TALLY_SOURCE_ACTIVE_H

#include "source/parser.h"

/* Reports every #if, #elif and #else of the plain text whose lines are active
 * for one of them only. Runs the compiler's -E if there is any. */
void active_lines_check(struct parser *p);

#endif
