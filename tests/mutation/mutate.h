/* Mutations of a placed graph: one counting operation is changed, as a
 * mistake in placement might have it.
 *
 * A mutation has a name, FUNCTION:BLOCK:INDEX:KIND, where INDEX counts the
 * instructions of the block as the placed dump lists them, from 0. KIND:
 *
 *   of retain, release, drop, hold, copy_param, own, disown, exit:
 *     drop      it is left out; users of its result use its operand instead
 *     double    it is there twice, one behind the other
 *     later     it trades places with the instruction behind it
 *     earlier   it trades places with the one before it
 *   of a move, which is an instruction that takes over an owned value that no
 *   retain has made:
 *     copy.N    operand N is retained first, so that nobody takes the original
 *     again.N   operand N is released behind it, so that it is given away twice
 *   of a store or init of a whole variable:
 *     point     the variable only refers to objects, and counts nothing
 *
 * Instructions that trade places stay in their block: phis and terminators do
 * not move, and nothing moves past them. */
#ifndef TALLY_TESTS_MUTATE_H
#define TALLY_TESTS_MUTATE_H

#include "ir/func.h"

#include <stdbool.h>
#include <stddef.h>

enum mutation_kind {
    MUTATION_DROP,
    MUTATION_DOUBLE,
    MUTATION_LATER,
    MUTATION_EARLIER,
    MUTATION_POINT,
    MUTATION_COPY,
    MUTATION_AGAIN
};

struct mutation {
    block_id block;
    size_t index;
    enum mutation_kind kind;
    size_t operand; /* MUTATION_COPY, MUTATION_AGAIN */
};

struct mutations {
    VEC(struct mutation) at;
};

/* All mutations of a placed function, in the order of its dump. O(n). */
struct mutations mutations_of(const struct func *func, struct arena *arena);
/* Changes the function. Needs a mutation that mutations_of gave for an equal
 * one. The edges stay as they are. */
void mutation_apply(struct func *func, const struct mutation *mutation);
/* Its name; in the arena. */
const char *mutation_name(const struct func *func,
                          const struct mutation *mutation, struct arena *arena);

/* Applies the mutation called `name`, if it is one of this function; true if
 * the function was changed then. */
bool ir_mutate(struct func *func, const char *name);

#endif
