/* What becomes of each value: who takes it, who looks at it, and whether it
 * may stay borrowed until then.
 *
 * A borrowed value may stay so if nothing can release its object before its
 * last use: because a variable that nobody else can write keeps it for the
 * whole full expression (*guaranteed*), or because nothing that releases
 * comes between, in any order that C allows. Else it is *held*: retained into
 * a temporary as soon as it is read. */
#ifndef TALLY_ANALYSIS_BORROWS_H
#define TALLY_ANALYSIS_BORROWS_H

#include "ir/func.h"

struct borrow {
    uint32_t takes;    /* operands that take it over */
    uint32_t uses;     /* operands that look at it, bases of places included */
    uint32_t last;     /* seq of the last use, through derived values too */
    bool needs_hold;
};

struct borrows {
    struct borrow *of; /* value_id → facts */
};

/* Needs linked blocks and the lowered form (not placed). Changes nothing.
 * O(instructions + operands). */
struct borrows borrows_compute(const struct func *func);

#endif
