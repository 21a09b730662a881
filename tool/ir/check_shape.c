/* Is it a graph that means something? Checked in the lowered and in the placed
 * form, before anything else.
 *
 * Each instruction on its own: it has the operands, result, place and variable
 * that ops.def gives it; what it names exists; weak places are read and
 * written by the weak instructions and strong ones by the strong; counting
 * instructions are in the placed form only. Each block ends with its one
 * terminator, which has as many successors as it needs, and begins with its
 * phis, which have an operand for each predecessor.
 *
 * On every path (a dataflow):
 *   - full expressions are opened and closed one after the other, never one
 *     inside another, not across `return`, and across `declare` and `leave`
 *     only where scopes of statement expressions end in them;
 *   - a value is made before it is used, and used inside the full expression
 *     that made it; only the operand of `return` comes from the full
 *     expression of kind `return` that was closed last;
 *   - a local is used between its `declare` and its `leave` only, is declared
 *     once until it is left, and is left before those declared earlier.
 *     Parameters are there from the entry; owned ones may be left, behind all
 *     locals. Temporaries are always there. */
#include "ir/check.h"

/* ---- one instruction -------------------------------------------------------
 */

struct count_rule {
    size_t least, most;
};

static struct count_rule operand_rule(enum op op) {
    switch (op) {
    case OP_CAST:
    case OP_STORE:
    case OP_STORE_WEAK:
    case OP_INIT:
    case OP_INIT_WEAK:
    case OP_POINT:
    case OP_RETAIN:
    case OP_HOLD:
    case OP_RELEASE:
        return (struct count_rule){1, 1};
    case OP_ADDRESS:
    case OP_STORE_RAW:
    case OP_INIT_RAW:
    case OP_RETURN:
        return (struct count_rule){0, 1};
    case OP_RAW:
    case OP_USE:
    case OP_PHI:
        return (struct count_rule){1, SIZE_MAX};
    case OP_NEW:
    case OP_MAKE:
    case OP_CALL:
        return (struct count_rule){0, SIZE_MAX};
    default:
        return (struct count_rule){0, 0};
    }
}

static bool is_value(const struct func *func, value_id value) {
    return value != 0 && value < func->defs.count && func->defs.at[value];
}

static void check_operands(struct checker *checker, const struct inst *inst) {
    struct count_rule rule = operand_rule(inst->op);
    if (inst->operand_count < rule.least || inst->operand_count > rule.most)
        check_fail(checker, inst, "'%s' with %zu operands",
                   op_table[inst->op].text, inst->operand_count);
    for (size_t i = 0; i < inst->operand_count; i++)
        if (!is_value(checker->func, inst->operand[i]))
            check_fail(checker, inst, "operand %%%u is made nowhere",
                       inst->operand[i]);
}

static bool owned_fits(const struct inst *inst) {
    if (inst->op == OP_CALL)
        return true;
    switch (op_table[inst->op].result) {
    case RESULT_OWNED:
        return inst->result_owned;
    case RESULT_BORROWED:
        return !inst->result_owned;
    case RESULT_SAME:
        break;
    default:
        return !inst->result_owned;
    }
    for (size_t i = 0; i < inst->operand_count; i++)
        if (inst_takes(inst, i) != inst->result_owned)
            return false;
    return true;
}

static void check_result(struct checker *checker, const struct inst *inst) {
    const struct func *func = checker->func;
    bool none = op_table[inst->op].result == RESULT_NONE;
    if (!inst->result) {
        if (!none && inst->op != OP_CALL)
            check_fail(checker, inst, "'%s' without a result",
                       op_table[inst->op].text);
        return;
    }
    if (none)
        check_fail(checker, inst, "'%s' with a result",
                   op_table[inst->op].text);
    else if (!is_value(func, inst->result) ||
             func->defs.at[inst->result] != inst)
        check_fail(checker, inst, "%%%u is made by another instruction too",
                   inst->result);
    else if (inst->full >= func->fulls.count)
        check_fail(checker, inst, "%%%u is made outside of a full expression",
                   inst->result);
    else if (!owned_fits(inst))
        check_fail(checker, inst, "the result of '%s' cannot be owned this way",
                   op_table[inst->op].text);
}

/* Do the instruction and its place agree about what is there? */
static bool ref_fits(enum op op, enum ref_kind ref) {
    switch (op) {
    case OP_LOAD:
        return ref != REF_WEAK;
    case OP_LOAD_WEAK:
    case OP_STORE_WEAK:
    case OP_INIT_WEAK:
        return ref == REF_WEAK;
    case OP_POINT:
        return ref == REF_STRONG;
    case OP_STORE:
    case OP_INIT:
    case OP_MOVE:
        return ref != REF_WEAK && ref != REF_UNOWNED;
    case OP_STORE_RAW:
    case OP_INIT_RAW:
        return ref != REF_WEAK && ref != REF_STRONG;
    default:
        return true;
    }
}

static void check_place(struct checker *checker, const struct inst *inst) {
    const struct func *func = checker->func;
    const struct place *place = &inst->place;
    bool variable = place->kind == PLACE_VAR || place->kind == PLACE_PART;
    if (!(op_table[inst->op].flags & FLAG_PLACE))
        return;
    if (variable && place->var >= func->vars.count)
        check_fail(checker, inst, "the place is in no variable");
    else if (inst->op == OP_MOVE && place->kind != PLACE_VAR)
        check_fail(checker, inst, "'move' out of something that is no variable");
    else if (inst->op == OP_POINT &&
             (place->kind != PLACE_VAR || func->vars.at[place->var].owned ||
              func->vars.at[place->var].escapes ||
              func->vars.at[place->var].kind == VAR_TEMP))
        check_fail(checker, inst, "'point' of what is no variable of that kind");
    else if (place->kind == PLACE_FIELD && !place->base)
        check_fail(checker, inst, "the field is in no object");
    else if (place->base && !is_value(func, place->base))
        check_fail(checker, inst, "the object %%%u is made nowhere",
                   place->base);
    else if (!ref_fits(inst->op, place->ref))
        check_fail(checker, inst, "'%s' of a place of another kind",
                   op_table[inst->op].text);
}

static bool var_fits(const struct func *func, const struct inst *inst) {
    const struct var *var = &func->vars.at[inst->var];
    switch (inst->op) {
    case OP_HOLD:
        return var->kind == VAR_TEMP;
    case OP_COPY_PARAM:
        return var->kind == VAR_PARAM && var->owned;
    case OP_DECLARE:
        return var->kind == VAR_LOCAL;
    case OP_LEAVE:
        return var->kind != VAR_TEMP;
    case OP_DROP:
        return var->owned || var->kind == VAR_TEMP;
    case OP_GIVE_IF:
        return var->owned;
    case OP_DROP_IF:
        return var->consumes_if;
    case OP_OWN:
    case OP_DISOWN:
        return var->owned && func->unwinds;
    default:
        return inst->place.var == inst->var && var->kind == VAR_LOCAL &&
               (inst->place.kind == PLACE_VAR ||
                inst->place.kind == PLACE_PART);
    }
}

static void check_var(struct checker *checker, const struct inst *inst) {
    const struct func *func = checker->func;
    if (!(op_table[inst->op].flags & FLAG_VAR))
        return;
    /* A weak or unowned member of an object that is being made. */
    if ((inst->op == OP_INIT_WEAK || inst->op == OP_INIT_RAW) &&
        inst->var == NO_VAR && inst->place.kind == PLACE_MEMORY)
        return;
    if (inst->var >= func->vars.count)
        check_fail(checker, inst, "'%s' of no variable",
                   op_table[inst->op].text);
    else if (!var_fits(func, inst))
        check_fail(checker, inst, "'%s' of the variable '%s'",
                   op_table[inst->op].text, func->vars.at[inst->var].name);
}

static void check_inst(struct checker *checker, const struct inst *inst) {
    bool bracket = inst->op == OP_BEGIN_FULL || inst->op == OP_END_FULL;
    if ((op_table[inst->op].flags & FLAG_PLACED) && !checker->func->placed)
        check_fail(checker, inst, "'%s' before placement",
                   op_table[inst->op].text);
    if (bracket && inst->full >= checker->func->fulls.count)
        check_fail(checker, inst, "there is no such full expression");
    check_operands(checker, inst);
    check_result(checker, inst);
    check_place(checker, inst);
    check_var(checker, inst);
}

/* ---- one block ----------------------------------------------------------- */

static bool successors_fit(enum op op, size_t count) {
    switch (op) {
    case OP_JUMP:
        return count == 1;
    case OP_BRANCH:
        return count == 2;
    case OP_SWITCH:
        return true;
    default:
        return count == 0;
    }
}

static bool is_terminator(const struct inst *inst) {
    return (op_table[inst->op].flags & FLAG_TERMINATOR) != 0;
}

static void check_ends(struct checker *checker, const struct block *block) {
    size_t count = block->insts.count;
    const struct inst *last = count ? block->insts.at[count - 1] : NULL;
    for (size_t i = 0; i + 1 < count; i++)
        if (is_terminator(block->insts.at[i]))
            check_fail(checker, block->insts.at[i], "'%s' inside of a block",
                       op_table[block->insts.at[i]->op].text);
    if (!last || !is_terminator(last))
        check_fail(checker, last, "block %u does not end", block->id);
    else if (!successors_fit(last->op, block->successors.count))
        check_fail(checker, last, "'%s' with %zu successors",
                   op_table[last->op].text, block->successors.count);
}

static void check_phis(struct checker *checker, const struct block *block) {
    bool at_start = true;
    for (size_t i = 0; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        if (inst->op != OP_PHI) {
            at_start = false;
            continue;
        }
        if (!at_start)
            check_fail(checker, inst, "a phi behind other instructions");
        if (inst->operand_count != block->predecessors.count)
            check_fail(checker, inst,
                       "a phi of %zu values where %zu paths meet",
                       inst->operand_count, block->predecessors.count);
    }
}

/* ---- edges --------------------------------------------------------------- */

static bool edges_lead_somewhere(const struct func *func) {
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->successors.count; i++)
            if (block->successors.at[i] >= func->blocks.count)
                return false;
    }
    return true;
}

/* Does the block's predecessor `index` stand where cfg_link puts it? */
static bool links_back(const struct func *func, const struct block *from,
                       block_id to, size_t index) {
    const struct block *block = func->blocks.at[to];
    return index < block->predecessors.count &&
           block->predecessors.at[index] == from->id &&
           (!from->reachable || block->reachable);
}

static bool edges_are_linked(const struct checker *checker) {
    const struct func *func = checker->func;
    size_t *seen = ARENA_ARRAY(checker->arena, size_t, func->blocks.count);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->successors.count; i++) {
            block_id to = block->successors.at[i];
            if (!links_back(func, block, to, seen[to]++))
                return false;
        }
    }
    for (size_t b = 0; b < func->blocks.count; b++)
        if (seen[b] != func->blocks.at[b]->predecessors.count)
            return false;
    return func->blocks.at[0]->reachable;
}

static void check_edges(struct checker *checker) {
    const struct func *func = checker->func;
    if (func->blocks.count == 0)
        check_fail(checker, NULL, "a function without blocks");
    else if (!edges_lead_somewhere(func))
        check_fail(checker, NULL, "an edge to a block that is not there");
    else if (!edges_are_linked(checker))
        check_fail(checker, NULL, "the blocks are not linked");
}

void check_shape_static(struct checker *checker) {
    const struct func *func = checker->func;
    check_edges(checker);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        if (!block->reachable)
            continue;
        for (size_t i = 0; i < block->insts.count; i++)
            check_inst(checker, block->insts.at[i]);
        check_ends(checker, block);
        check_phis(checker, block);
    }
}

/* ---- on every path ------------------------------------------------------- */

enum { VALUE_UNMADE = 1, VALUE_MADE = 2 };
enum { VAR_OUTSIDE = 1, VAR_INSIDE = 2 };

static const char *var_name(const struct checker *checker, var_id var) {
    return checker->func->vars.at[var].name;
}

static void shape_start(struct checker *checker, struct flow_state *state) {
    for (size_t i = 0; i < checker->func->vars.count; i++)
        state->vars[i] = checker->func->vars.at[i].kind == VAR_LOCAL
                             ? VAR_OUTSIDE
                             : VAR_INSIDE;
}

static void shape_value(struct checker *checker, struct flow_state *state,
                        const struct inst *inst, value_id value) {
    if (checker->slot[value] == NO_SLOT)
        check_fail(checker, inst, "%%%u is made where nothing leads", value);
    else if (checker->func->defs.at[value]->full != state->open)
        check_fail(checker, inst, "%%%u is used outside of its full expression",
                   value);
    else if (*check_value(checker, state, value) & VALUE_UNMADE)
        check_fail(checker, inst,
                   "%%%u is used on a path that does not make it", value);
}

static void shape_made(struct checker *checker, struct flow_state *state,
                       const struct inst *inst) {
    if (inst->full == state->open)
        *check_value(checker, state, inst->result) = VALUE_MADE;
}

static void shape_phi(struct checker *checker, struct flow_state *state,
                      const struct inst *phi, size_t index) {
    if (phi->full != state->open || state->ended) {
        check_fail(checker, phi, "a value outside of its full expression");
        return;
    }
    shape_value(checker, state, phi, phi->operand[index]);
    shape_made(checker, state, phi);
}

static void shape_var(struct checker *checker, const struct flow_state *state,
                      const struct inst *inst, var_id var) {
    if (state->vars[var] & VAR_OUTSIDE)
        check_fail(checker, inst, "'%s' is used outside of its scope",
                   var_name(checker, var));
}

/* Does its scope end with a `leave`? */
static bool is_left(const struct var *var) {
    return var->kind == VAR_LOCAL || (var->kind == VAR_PARAM && var->owned);
}

/* Variables are numbered in the order of their declaration. */
static void shape_leave(struct checker *checker, struct flow_state *state,
                        const struct inst *inst) {
    const struct func *func = checker->func;
    shape_var(checker, state, inst, inst->var);
    for (size_t i = (size_t)inst->var + 1; i < func->vars.count; i++)
        if (is_left(&func->vars.at[i]) && (state->vars[i] & VAR_INSIDE))
            check_fail(checker, inst, "'%s' is left before '%s'",
                       var_name(checker, inst->var), func->vars.at[i].name);
    state->vars[inst->var] = VAR_OUTSIDE;
}

static void shape_declare(struct checker *checker, struct flow_state *state,
                          const struct inst *inst) {
    if (state->vars[inst->var] & VAR_INSIDE)
        check_fail(checker, inst, "'%s' is declared while it is in scope",
                   var_name(checker, inst->var));
    state->vars[inst->var] = VAR_INSIDE;
}

/* Where full expressions must be open, and where they must not. */
static void shape_full(struct checker *checker, const struct flow_state *state,
                       const struct inst *inst) {
    bool open = state->open != NO_FULL && !state->ended;
    switch (inst->op) {
    case OP_BEGIN_FULL:
        if (state->open != NO_FULL)
            check_fail(checker, inst,
                       "a full expression begins before another is done");
        return;
    case OP_DECLARE:
    case OP_LEAVE:
        if (open && !checker->func->fulls.at[state->open].blocks)
            check_fail(checker, inst, "'%s' inside of a full expression",
                       op_table[inst->op].text);
        return;
    case OP_COPY_PARAM:
    case OP_RETURN:
        if (open)
            check_fail(checker, inst, "'%s' inside of a full expression",
                       op_table[inst->op].text);
        return;
    default:
        break;
    }
    /* All that makes, takes or reaches values. */
    bool works = inst->result || inst->operand_count ||
                 (op_table[inst->op].flags & FLAG_PLACE) ||
                 inst->op == OP_END_FULL;
    if (works && (!open || inst->full != state->open))
        check_fail(checker, inst, "'%s' outside of its full expression",
                   op_table[inst->op].text);
}

static void shape_uses(struct checker *checker, struct flow_state *state,
                       const struct inst *inst) {
    for (size_t i = 0; i < inst->operand_count; i++)
        shape_value(checker, state, inst, inst->operand[i]);
    if (check_has_base(inst))
        shape_value(checker, state, inst, inst->place.base);
    bool place =
        (op_table[inst->op].flags & FLAG_PLACE) &&
        (inst->place.kind == PLACE_VAR || inst->place.kind == PLACE_PART);
    if (place)
        shape_var(checker, state, inst, inst->place.var);
}

static void shape_step(struct checker *checker, struct flow_state *state,
                       const struct inst *inst) {
    shape_full(checker, state, inst);
    shape_uses(checker, state, inst);
    if (inst->op == OP_DECLARE)
        shape_declare(checker, state, inst);
    else if (inst->op == OP_LEAVE)
        shape_leave(checker, state, inst);
    else if (inst->op == OP_DROP || inst->op == OP_COPY_PARAM)
        shape_var(checker, state, inst, inst->var);
    if (inst->result)
        shape_made(checker, state, inst);
}

void check_shape_flow(struct checker *checker) {
    static const struct flow shape = {VALUE_UNMADE, shape_start, shape_phi,
                                      shape_step};
    check_flow(checker, &shape);
}
