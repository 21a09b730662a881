/* The classes of mutants that the checker accepts, each found by looking at
 * the graph anew, without anything of the checker.
 *
 * All of them are equivalent: the program counts, at every point where a
 * release could happen or somebody could look, as it did before. */
#include "explain.h"

#include <string.h>

struct pair {
    const struct func *func;
    const struct block *block;
    size_t at;                    /* where the first of the two stands */
    const struct inst *moved;     /* the counting operation */
    const struct inst *neighbour; /* what it trades places with */
};

static bool may_release(const struct inst *inst) {
    return inst->releases || inst->op == OP_STORE || inst->op == OP_DROP ||
           inst->op == OP_RELEASE;
}

static bool mentions_var(const struct inst *inst, var_id var) {
    bool in_place =
        (op_table[inst->op].flags & FLAG_PLACE) &&
        (inst->place.kind == PLACE_VAR || inst->place.kind == PLACE_PART);
    bool named = (op_table[inst->op].flags & FLAG_VAR) && inst->var == var;
    return named || (in_place && inst->place.var == var);
}

static bool mentions_value(const struct inst *inst, value_id value) {
    for (size_t i = 0; i < inst->operand_count; i++)
        if (inst->operand[i] == value)
            return true;
    return inst->place.base == value || inst->result == value;
}

/* The instruction that made the reference, through what only passes it on. */
static const struct inst *root(const struct func *func, value_id value) {
    const struct inst *def = func->defs.at[value];
    while (def->op == OP_CAST && !def->result_owned)
        def = func->defs.at[def->operand[0]];
    return def;
}

/* Is the value NULL on every path? */
static bool is_null(const struct func *func, value_id value) {
    const struct inst *def = func->defs.at[value];
    if (def->op != OP_CAST && def->op != OP_PHI)
        return def->op == OP_NULL;
    for (size_t i = 0; i < def->operand_count; i++)
        if (!is_null(func, def->operand[i]))
            return false;
    return true;
}

/* The variable from which a value, a reference or a struct, is borrowed, or
 * NO_VAR. */
static var_id keeper(const struct func *func, value_id value) {
    const struct inst *def = root(func, value);
    if (def->op == OP_HOLD)
        return def->var;
    if (def->op == OP_LOAD && def->place.kind == PLACE_VAR &&
        (def->place.ref == REF_STRONG || def->place.ref == REF_NONE) &&
        !func->vars.at[def->place.var].escapes)
        return def->place.var;
    return NO_VAR;
}

static const char *explain_retain(const struct pair *pair) {
    value_id value = pair->moved->operand[0];
    if (mentions_value(pair->neighbour, pair->moved->result))
        return NULL;
    if (is_null(pair->func, value))
        return "a retain of NULL does nothing";
    if (!may_release(pair->neighbour))
        return "a retain trades places with what releases nothing";
    var_id var = keeper(pair->func, value);
    if (var != NO_VAR && !mentions_var(pair->neighbour, var))
        return "a retain trades places with what cannot release its object, "
               "which a variable keeps";
    return NULL;
}

static const char *explain_hold(const struct pair *pair) {
    if (mentions_value(pair->neighbour, pair->moved->result) ||
        mentions_value(pair->neighbour, pair->moved->operand[0]) ||
        mentions_var(pair->neighbour, pair->moved->var))
        return NULL;
    return "a hold trades places with what does not know the value: it is "
           "owned before and behind";
}

static const char *explain_copy(const struct pair *pair) {
    if (mentions_var(pair->neighbour, pair->moved->var) &&
        pair->neighbour->op != OP_LOAD && pair->neighbour->op != OP_OWN)
        return NULL;
    return "a parameter is copied elsewhere, while the caller keeps it and "
           "nothing is stored there";
}

/* ---- variables that are always NULL ----------------------------------------- */

/* A walk against the edges, up to the declaration. */
struct search {
    const struct func *func;
    var_id var;
    bool *seen; /* by block_id: its end was reached */
    VEC(block_id) left;
};

static bool fills(const struct inst *inst, var_id var) {
    switch (inst->op) {
    case OP_DECLARE:
    case OP_LOAD:
    case OP_MOVE:
    case OP_DROP:
    case OP_LEAVE:
    case OP_OWN:
    case OP_DISOWN:
        return false;
    default:
        return mentions_var(inst, var);
    }
}

static void search_before(struct search *search, const struct block *block) {
    for (size_t i = 0; i < block->predecessors.count; i++) {
        block_id id = block->predecessors.at[i];
        if (search->seen[id] || !search->func->blocks.at[id]->reachable)
            continue;
        search->seen[id] = true;
        VEC_PUSH(search->func->arena, search->left, id);
    }
}

/* Is the variable filled somewhere before `end` in the block, or by what comes
 * before the block? */
static bool finds_filling(struct search *search, const struct block *block,
                          size_t end) {
    for (size_t i = end; i-- > 0;) {
        const struct inst *inst = block->insts.at[i];
        if (inst->op == OP_DECLARE && inst->var == search->var)
            return false;
        if (inst->op == OP_MOVE && inst->place.var == search->var)
            return false;
        if (inst->op == OP_DROP && inst->var == search->var)
            return false;
        if (fills(inst, search->var))
            return true;
    }
    search_before(search, block);
    return false;
}

/* ... in front of instruction `index` of the block? */
static bool is_always_null(const struct func *func, const struct block *block,
                           size_t index, var_id id) {
    struct search search = {
        .func = func,
        .var = id,
        .seen = ARENA_ARRAY(func->arena, bool, func->blocks.count)};
    const struct var *var = &func->vars.at[id];
    if (var->kind != VAR_LOCAL || var->escapes ||
        finds_filling(&search, block, index))
        return false;
    while (search.left.count > 0) {
        const struct block *at =
            func->blocks.at[search.left.at[--search.left.count]];
        if (finds_filling(&search, at, at->insts.count))
            return false;
    }
    return true;
}

/* ---- owners that no longjmp looks for -------------------------------------- */

/* Could a longjmp leave the function here? */
static bool may_be_left(const struct inst *inst) {
    return inst->op == OP_CALL && inst->releases &&
           (!inst->name || strncmp(inst->name, "tally_", 6) != 0);
}

/* Is there a call, behind `begin` in the block, that may be left while the
 * variable is in scope? */
static bool finds_call(struct search *search, const struct block *block,
                       size_t begin) {
    for (size_t i = begin; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        bool ends = inst->op == OP_LEAVE || inst->op == OP_DROP;
        if (inst->op == OP_EXIT || (ends && inst->var == search->var))
            return false;
        if (may_be_left(inst))
            return true;
    }
    for (size_t i = 0; i < block->successors.count; i++) {
        block_id id = block->successors.at[i];
        if (search->seen[id])
            continue;
        search->seen[id] = true;
        VEC_PUSH(search->func->arena, search->left, id);
    }
    return false;
}

/* ... from instruction `from` of the block on? */
static bool is_never_left(const struct func *func, const struct block *block,
                          size_t from, var_id var) {
    struct search search = {
        .func = func,
        .var = var,
        .seen = ARENA_ARRAY(func->arena, bool, func->blocks.count)};
    if (finds_call(&search, block, from))
        return false;
    while (search.left.count > 0) {
        const struct block *at =
            func->blocks.at[search.left.at[--search.left.count]];
        if (finds_call(&search, at, 0))
            return false;
    }
    return true;
}

static bool has_initialiser(const struct func *func, var_id var) {
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *at = func->blocks.at[b];
        for (size_t i = 0; i < at->insts.count; i++)
            if (at->insts.at[i]->op == OP_INIT && at->insts.at[i]->var == var)
                return true;
    }
    return false;
}

/* Is no call left from where the variable is filled to where it is empty? Who
 * has its address may fill it from its declaration on; none has it in its own
 * initialiser. */
static bool is_useless_owner(const struct func *func, var_id var) {
    bool open = func->vars.at[var].escapes && !has_initialiser(func, var);
    if (func->vars.at[var].consumed &&
        !is_never_left(func, func->blocks.at[0], 0, var))
        return false;
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *at = func->blocks.at[b];
        for (size_t i = 0; i < at->insts.count; i++) {
            const struct inst *inst = at->insts.at[i];
            bool filled = inst->op == OP_DECLARE ? open : fills(inst, var);
            if (filled && mentions_var(inst, var) &&
                !is_never_left(func, at, i + 1, var))
                return false;
        }
    }
    return true;
}

/* ---- operations that trade places ------------------------------------------- */

static bool is_of_frame(enum op op) {
    return op == OP_OWN || op == OP_DISOWN || op == OP_EXIT;
}

static bool is_temp_owned(const struct func *func, const struct inst *inst) {
    return inst->op == OP_OWN && func->vars.at[inst->var].kind == VAR_TEMP;
}

static const char *explain_frame(const struct pair *pair) {
    if (is_temp_owned(pair->func, pair->moved) ||
        is_temp_owned(pair->func, pair->neighbour))
        return "temporaries are on the shadow stack in no order";
    if (is_of_frame(pair->neighbour->op))
        return NULL;
    if (!may_be_left(pair->neighbour))
        return "the shadow stack changes earlier or later, where no longjmp "
               "comes between";
    if (pair->moved->op == OP_OWN &&
        is_always_null(pair->func, pair->block, pair->at, pair->moved->var))
        return "an empty variable is put on the shadow stack, where no "
               "longjmp looks for it";
    return NULL;
}

static const char *explain_move(const struct pair *pair) {
    switch (pair->moved->op) {
    case OP_OWN:
    case OP_DISOWN:
    case OP_EXIT:
        return explain_frame(pair);
    case OP_RETAIN:
        return explain_retain(pair);
    case OP_HOLD:
        return explain_hold(pair);
    case OP_COPY_PARAM:
        return explain_copy(pair);
    default:
        return NULL;
    }
}

static const char *explain_drop(const struct func *func,
                                const struct block *block, size_t index) {
    const struct inst *inst = block->insts.at[index];
    if (inst->op == OP_DROP && is_always_null(func, block, index, inst->var))
        return "a drop of a variable that is always NULL there";
    if (inst->op == OP_OWN && is_useless_owner(func, inst->var))
        return "a variable is not on the shadow stack, and no longjmp comes "
               "while it may hold something";
    if (inst->op == OP_RETAIN && is_null(func, inst->operand[0]))
        return "a retain of NULL does nothing";
    return NULL;
}

/* ---- variables that only point -------------------------------------------- */

static bool gives_owned(const struct inst *inst) {
    switch (inst->op) {
    case OP_RETAIN:
    case OP_NULL:
    case OP_HOLD:
    case OP_MOVE:
        return false;
    default:
        return inst->result && inst->result_owned;
    }
}

static bool gives_back_own(const struct inst *inst) {
    return inst->op == OP_DROP ||
           ((inst->op == OP_STORE || inst->op == OP_INIT) &&
            inst->place.kind == PLACE_VAR);
}

/* Is each count that the function gives back one that it took itself? */
static bool nothing_dies(const struct func *func) {
    for (size_t i = 0; i < func->vars.count; i++)
        if (func->vars.at[i].consumed || func->vars.at[i].consumes_if ||
            func->vars.at[i].escapes)
            return false;
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (gives_owned(inst) ||
                (may_release(inst) && !gives_back_own(inst)))
                return false;
        }
    }
    return true;
}

const char *mutation_explain(const struct func *func,
                             const struct mutation *mutation) {
    const struct block *block = func->blocks.at[mutation->block];
    size_t at = mutation->index;
    struct pair pair = {func, block, at, block->insts.at[at], NULL};
    switch (mutation->kind) {
    case MUTATION_DROP:
        return explain_drop(func, block, at);
    case MUTATION_LATER:
        pair.neighbour = block->insts.at[at + 1];
        return explain_move(&pair);
    case MUTATION_EARLIER:
        pair.at = at - 1;
        pair.neighbour = block->insts.at[at - 1];
        return explain_move(&pair);
    case MUTATION_POINT:
        return nothing_dies(func)
                   ? "a variable counts nothing where nothing can die"
                   : NULL;
    default:
        return NULL;
    }
}
