/* The ownership checker: proves one function balanced, or refuses it.
 *
 * It is the tool's conscience: it runs behind lowering, behind placement and
 * behind every optimisation, in every build, and it shares no code with them.
 * A mistake that it overlooks becomes a leak or a use after free in somebody's
 * program, so where it cannot prove, it refuses.
 *
 * Terms. A *state* is what may be true of a variable or value at a point of
 * the function; since several paths lead there, each has a *set* of states.
 * An instruction is right if it is right for every state in the set.
 *
 * The rules stand at the top of check_shape.c (what a graph is),
 * check_owned.c (what is owned and what is valid) and check_order.c (when
 * things are released). This file has the walk: states are carried forward
 * along the edges, united where paths meet, until nothing changes (sets only
 * grow, so it ends); only then mistakes are reported.
 *
 * Cost: O(rounds * (instructions * V + blocks * N)) for N variables and V
 * values of a full expression; rounds is the nesting of loops plus two. */
#include "ir/check.h"

#include <string.h>

void check_fail(struct checker *checker, const struct inst *inst,
                const char *what, ...) {
    if (!checker->reporting || checker->failed)
        return;
    va_list args;
    va_start(args, what);
    checker->error->inst = inst;
    checker->error->what = arena_vprintf(checker->arena, what, args);
    va_end(args);
    checker->failed = true;
}

bool check_has_base(const struct inst *inst) {
    const struct place *place = &inst->place;
    return (op_table[inst->op].flags & FLAG_PLACE) && place->base != 0 &&
           (place->kind == PLACE_FIELD || place->kind == PLACE_MEMORY);
}

/* ---- states -------------------------------------------------------------- */

static size_t value_count(const struct checker *checker, full_id full) {
    return full == NO_FULL ? 0 : checker->values[full].made.count;
}

uint8_t *check_value(const struct checker *checker,
                     const struct flow_state *state, value_id value) {
    return &state->values[checker->slot[value]];
}

/* A state with room for the values of any full expression. */
static struct flow_state new_state(struct checker *checker) {
    size_t most = 0;
    for (size_t i = 0; i < checker->func->fulls.count; i++)
        if (most < checker->values[i].made.count)
            most = checker->values[i].made.count;
    return (struct flow_state){
        .open = NO_FULL,
        .vars =
            ARENA_ARRAY(checker->arena, uint8_t, checker->func->vars.count + 1),
        .values = ARENA_ARRAY(checker->arena, uint8_t, most + 1)};
}

static void copy_state(struct checker *checker, struct flow_state *to,
                       const struct flow_state *from) {
    to->reached = from->reached;
    to->open = from->open;
    to->ended = from->ended;
    memcpy(to->vars, from->vars, checker->func->vars.count);
    size_t values = value_count(checker, from->open);
    if (values > 0)
        memcpy(to->values, from->values, values);
}

static bool unite(uint8_t *to, const uint8_t *from, size_t count) {
    bool changed = false;
    for (size_t i = 0; i < count; i++) {
        changed = changed || (from[i] & ~to[i]);
        to[i] |= from[i];
    }
    return changed;
}

/* to |= from; true if `to` changed. */
static bool merge_state(struct checker *checker, struct flow_state *to,
                        const struct flow_state *from, const struct inst *at) {
    if (!to->reached) {
        copy_state(checker, to, from);
        return true;
    }
    if (to->open != from->open || to->ended != from->ended)
        check_fail(checker, at,
                   "a full expression is open on one path that leads here "
                   "and not on another");
    bool changed = unite(to->vars, from->vars, checker->func->vars.count);
    if (to->open == from->open)
        changed |=
            unite(to->values, from->values, value_count(checker, to->open));
    return changed;
}

/* ---- the walk ------------------------------------------------------------ */

/* The states at the end of a block, with room for the values that are open
 * there only: most blocks end between full expressions. */
struct block_end {
    struct flow_state state;
    size_t room;
    bool stale; /* a predecessor's end has changed since */
};

struct walk {
    struct checker *checker;
    const struct flow *flow;
    struct block_end *ends; /* by block_id */
    struct flow_state at;   /* the point where the walk is */
    struct flow_state edge; /* on an edge, behind the phis */
};

static void begin_full(struct walk *walk, const struct inst *inst) {
    walk->at.open = inst->full;
    walk->at.ended = false;
    memset(walk->at.values, walk->flow->unmade,
           value_count(walk->checker, inst->full));
}

static void end_full(struct walk *walk, const struct inst *inst) {
    if (walk->checker->func->fulls.at[inst->full].kind == FULL_RETURN)
        walk->at.ended = true;
    else
        walk->at.open = NO_FULL;
}

static void walk_insts(struct walk *walk, const struct block *block) {
    for (size_t i = 0; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        if (inst->op == OP_PHI)
            continue;
        walk->flow->step(walk->checker, &walk->at, inst);
        if (inst->op == OP_BEGIN_FULL)
            begin_full(walk, inst);
        else if (inst->op == OP_END_FULL)
            end_full(walk, inst);
    }
}

/* Unites what comes in from predecessor `index` into `walk->at`. */
static void walk_edge(struct walk *walk, const struct block *block,
                      size_t index) {
    const struct block_end *from = &walk->ends[block->predecessors.at[index]];
    if (!from->state.reached)
        return;
    copy_state(walk->checker, &walk->edge, &from->state);
    for (size_t i = 0; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        if (inst->op != OP_PHI)
            break;
        walk->flow->phi(walk->checker, &walk->edge, inst, index);
    }
    merge_state(walk->checker, &walk->at, &walk->edge, block->insts.at[0]);
}

static void walk_into(struct walk *walk, const struct block *block) {
    walk->at.reached = false;
    if (block->id == 0) {
        walk->at.reached = true;
        walk->at.open = NO_FULL;
        walk->at.ended = false;
        walk->flow->start(walk->checker, &walk->at);
    }
    for (size_t i = 0; i < block->predecessors.count; i++)
        walk_edge(walk, block, i);
}

static void keep_end(struct walk *walk, const struct block *block) {
    struct block_end *end = &walk->ends[block->id];
    struct checker *checker = walk->checker;
    size_t room = value_count(checker, walk->at.open);
    if (!end->state.vars)
        end->state.vars =
            ARENA_ARRAY(checker->arena, uint8_t, checker->func->vars.count + 1);
    if (end->room < room) {
        end->state.values = ARENA_ARRAY(checker->arena, uint8_t, room);
        end->room = room;
    }
    if (!merge_state(checker, &end->state, &walk->at, NULL))
        return;
    for (size_t i = 0; i < block->successors.count; i++)
        walk->ends[block->successors.at[i]].stale = true;
}

static void walk_block(struct walk *walk, const struct block *block) {
    walk->ends[block->id].stale = false;
    walk_into(walk, block);
    if (!walk->at.reached)
        return;
    walk_insts(walk, block);
    keep_end(walk, block);
}

/* One round over the blocks whose beginning may have changed. */
static bool walk_round(struct walk *walk) {
    const struct checker *checker = walk->checker;
    bool walked = false;
    for (size_t i = 0; i < checker->order_count; i++) {
        block_id id = checker->order[i];
        if (!walk->ends[id].stale)
            continue;
        walk_block(walk, checker->func->blocks.at[id]);
        walked = true;
    }
    return walked;
}

void check_flow(struct checker *checker, const struct flow *flow) {
    size_t blocks = checker->func->blocks.count;
    struct walk walk = {
        .checker = checker,
        .flow = flow,
        .ends = ARENA_ARRAY(checker->arena, struct block_end, blocks + 1),
        .at = new_state(checker),
        .edge = new_state(checker)};
    checker->reporting = false;
    walk.ends[0].stale = true;
    while (walk_round(&walk))
        continue;
    checker->reporting = true;
    for (size_t i = 0; i < checker->order_count && !checker->failed; i++)
        walk_block(&walk, checker->func->blocks.at[checker->order[i]]);
}

/* ---- the whole -------------------------------------------------------------
 */

static void number_values(struct checker *checker) {
    const struct func *func = checker->func;
    checker->slot = ARENA_ARRAY(checker->arena, uint32_t, func->defs.count);
    checker->values =
        ARENA_ARRAY(checker->arena, struct full_values, func->fulls.count + 1);
    for (size_t i = 0; i < func->defs.count; i++)
        checker->slot[i] = NO_SLOT;
    for (size_t i = 0; i < checker->order_count; i++) {
        const struct block *block = func->blocks.at[checker->order[i]];
        for (size_t k = 0; k < block->insts.count; k++) {
            const struct inst *inst = block->insts.at[k];
            if (!inst->result)
                continue;
            struct full_values *values = &checker->values[inst->full];
            checker->slot[inst->result] = (uint32_t)values->made.count;
            VEC_PUSH(checker->arena, values->made, inst->result);
        }
    }
}

bool ir_check(const struct func *func, struct arena *arena,
              struct check_error *error) {
    struct checker checker = {
        .func = func, .arena = arena, .reporting = true, .error = error};
    check_shape_static(&checker);
    if (checker.failed)
        return false;
    checker.order = cfg_order(func, arena, &checker.order_count);
    number_values(&checker);
    check_shape_flow(&checker);
    if (func->placed && !checker.failed)
        check_order(&checker);
    if (func->placed && !checker.failed)
        check_owned(&checker);
    if (func->placed && !checker.failed)
        check_frames(&checker);
    if (func->placed && !checker.failed)
        check_said_quiet(&checker);
    return !checker.failed;
}
