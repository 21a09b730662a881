/* Why a mutant is as right as what it was made from. */
#ifndef TALLY_TESTS_EXPLAIN_H
#define TALLY_TESTS_EXPLAIN_H

#include "mutate.h"

/* The class of a mutation that the checker accepts: one line, the same for
 * all of the class. NULL where we know none: then the checker, or this list,
 * is wrong. `func` is the function without the mutation. */
const char *mutation_explain(const struct func *func,
                             const struct mutation *mutation);

#endif
