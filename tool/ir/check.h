/* The checker, inside: what its files share. Nobody else includes this.
 *
 *   check.c        the order of the checks, and the walk that two of them use
 *   check_shape.c  is it a graph at all? (lowered and placed form)
 *   check_owned.c  is every reference counted right? (placed form)
 *   check_quiet.c  may anything die in it at all? (placed)
 *   check_frames.c would a longjmp find all that is owned? (placed)
 *   check_order.c  is everything released where the language says? (placed)
 *
 * None of it shares anything with placement or the analyses. */
#ifndef TALLY_IR_CHECK_H
#define TALLY_IR_CHECK_H

#include "ir/ir.h"

/* What may be true at one point of the function, by whatever path it is
 * reached: for each variable and value a set of states, one bit a state. What
 * the bits mean is the business of the check that walks. */
struct flow_state {
    bool reached;
    /* The full expression that is open here, or NO_FULL. When its end was
     * passed, `ended` is set: only the value of a `return` is left of it. */
    full_id open;
    bool ended;
    uint8_t *vars;   /* by var_id */
    uint8_t *values; /* by slot; those of `open`, nothing if none is open */
};

/* The values of one full expression. A value's *slot* is its index here; they
 * are in the order in which they are made (reverse postorder). */
struct full_values {
    VEC(value_id) made;
};

/* The slot of what no reachable block makes. */
#define NO_SLOT UINT32_MAX

struct checker {
    const struct func *func;
    struct arena *arena;
    block_id *order; /* of the reachable blocks: reverse postorder */
    size_t order_count;
    uint32_t *slot;             /* by value_id */
    struct full_values *values; /* by full_id */
    void *own;                  /* of the check that walks */
    bool reporting; /* mistakes count: the states have come to rest */
    bool failed;
    struct check_error *error; /* the first one */
};

/* Notes a mistake at `inst` (NULL: of the whole function). Only the first
 * one found while reporting is kept. */
void check_fail(struct checker *checker, const struct inst *inst,
                const char *what, ...) __attribute__((format(printf, 3, 4)));

/* Forward dataflow to a fixpoint over the reachable blocks. Needs a sound
 * static shape (check_shape_static). */
struct flow {
    uint8_t unmade; /* what a value is when its full expression begins */
    /* Fills the variables' states at entry. */
    void (*start)(struct checker *checker, struct flow_state *state);
    /* What a phi does on the edge from predecessor `index`. */
    void (*phi)(struct checker *checker, struct flow_state *state,
                const struct inst *phi, size_t index);
    /* What any other instruction does. BEGIN_FULL and END_FULL are followed
     * by the walk itself, before and behind this. */
    void (*step)(struct checker *checker, struct flow_state *state,
                 const struct inst *inst);
};
void check_flow(struct checker *checker, const struct flow *flow);

/* The states of one value of the open full expression. */
uint8_t *check_value(const struct checker *checker,
                     const struct flow_state *state, value_id value);

/* True if the instruction's place is reached through place.base. */
bool check_has_base(const struct inst *inst);

/* Can no object die while the function, which lends its result, runs? Placed
 * form only. */
bool check_quiet(const struct checker *checker);

/* Each notes what is wrong with check_fail. */
void check_shape_static(struct checker *checker);
void check_shape_flow(struct checker *checker);
void check_owned(struct checker *checker);
void check_order(struct checker *checker);
void check_frames(struct checker *checker);
/* In a function that is said to be quiet nothing dies. */
void check_said_quiet(struct checker *checker);

#endif
