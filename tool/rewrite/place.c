/* Placement: the naive, right position of every count operation.
 *
 *   - a borrowed value that is taken is retained where it is read, once for
 *     each taker;
 *   - an owned value with one taker moves; one that is only looked at, or has
 *     several takers, is held in a temporary; one that is all that its
 *     full expression gives, and that nobody wants, is released;
 *   - a borrowed value whose object might be released before its last use is
 *     retained into a temporary where it is read (analysis/borrows);
 *   - temporaries are dropped at the end of their full expression, newest
 *     first; variables where their scope is left;
 *   - a parameter that is assigned, or whose address is taken, becomes an
 *     owned variable at entry.
 *
 * Nothing here is clever: making it cheap is the optimiser's work. */
#include "rewrite/place.h"

#include "analysis/borrows.h"

/* What the operands of a value's users become. */
struct rename {
    value_id held;     /* 0: as it was */
    value_id *retained;
    uint32_t count, next;
};

struct held {
    var_id temp;
    full_id full;
};

struct placer {
    struct func *func;
    struct borrows facts;
    struct rename *renames;
    bool *given; /* by value_id: handed over if a call's result says so */
    size_t value_count; /* of the lowered form */
    VEC(struct inst *) out;
    VEC(struct held) holds; /* in the order of their making */
};

static struct inst *make_like(struct placer *placer, enum op op,
                              bool has_result, const struct inst *like) {
    struct inst *inst = func_make(placer->func, op, has_result);
    inst->node = like->node;
    inst->range = like->range;
    inst->type = like->type;
    inst->full = like->full;
    VEC_PUSH(placer->func->arena, placer->out, inst);
    return inst;
}

/* ---- temporaries ---------------------------------------------------------------- */

static const struct type *temp_type(const struct inst *inst) {
    return inst->type && inst->type->unqualified ? inst->type->unqualified
                                                 : inst->type;
}

static bool is_held(const struct placer *placer, var_id temp, full_id full) {
    for (size_t i = 0; i < placer->holds.count; i++)
        if (placer->holds.at[i].temp == temp &&
            placer->holds.at[i].full == full)
            return true;
    return false;
}

/* Full expressions do not nest, so all of them share the temporaries. */
static enum ref_kind temp_ref(const struct type *type) {
    return type && type_is_value(type) ? REF_NONE : REF_STRONG;
}

static var_id take_temp(struct placer *placer, const struct type *type,
                        full_id full) {
    for (size_t i = 0; i < placer->func->vars.count; i++) {
        const struct var *var = &placer->func->vars.at[i];
        if (var->kind == VAR_TEMP && var->type == type &&
            !is_held(placer, var->id, full))
            return var->id;
    }
    return func_add_var(placer->func, (struct var){.kind = VAR_TEMP,
                                                   .type = type,
                                                   .ref = temp_ref(type),
                                                   .owned = true,
                                                   .stable = true,
                                                   .conditional = true});
}

static value_id hold(struct placer *placer, const struct inst *def,
                     value_id owned) {
    struct held held = {take_temp(placer, temp_type(def), def->full),
                        def->full};
    struct inst *inst = make_like(placer, OP_HOLD, true, def);
    inst->var = held.temp;
    inst_set_operands(placer->func, inst, &owned, 1);
    VEC_PUSH(placer->func->arena, placer->holds, held);
    return inst->result;
}

static void drop_temps(struct placer *placer, const struct inst *end) {
    for (size_t i = placer->holds.count; i-- > 0;)
        if (placer->holds.at[i].full == end->full)
            make_like(placer, OP_DROP, false, end)->var =
                placer->holds.at[i].temp;
}

/* ---- values ------------------------------------------------------------------------ */

static value_id retain(struct placer *placer, const struct inst *def,
                       value_id value) {
    struct inst *inst = make_like(placer, OP_RETAIN, true, def);
    inst_set_operands(placer->func, inst, &value, 1);
    return inst->result;
}

static void retain_for_takers(struct placer *placer, const struct inst *def,
                              value_id value, uint32_t takes) {
    struct rename *rename = &placer->renames[def->result];
    rename->retained = ARENA_ARRAY(placer->func->arena, value_id, takes + 1);
    rename->count = takes;
    for (uint32_t i = 0; i < takes; i++)
        rename->retained[i] = retain(placer, def, value);
}

/* Is the value thrown away with its whole full expression? One that a comma
 * throws away lives on to the end, like every temporary. */
static bool is_whole(const struct placer *placer, const struct inst *def) {
    if (!def->discarded || def->full == NO_FULL)
        return true;
    const struct node *node = placer->func->fulls.at[def->full].expr;
    while (node != def->discarded &&
           (node->kind == NODE_PAREN || node->kind == NODE_CAST))
        node = node->child[0];
    return node == def->discarded;
}

static void place_owned(struct placer *placer, const struct inst *def) {
    const struct borrow *fact = &placer->facts.of[def->result];
    value_id value = def->result;
    if (fact->takes == 1 && !fact->uses)
        return;
    if (!fact->takes && !fact->uses && is_whole(placer, def)) {
        struct inst *inst = make_like(placer, OP_RELEASE, false, def);
        inst_set_operands(placer->func, inst, &value, 1);
        if (def->discarded)
            inst->range = def->discarded->range;
        return;
    }
    placer->renames[value].held = hold(placer, def, value);
    retain_for_takers(placer, def, placer->renames[value].held, fact->takes);
}

/* The variable that gives it away; NO_VAR if a temporary has to. */
static var_id giver(const struct placer *placer, value_id value) {
    const struct inst *def = placer->func->defs.at[value];
    while (def->op == OP_CAST)
        def = placer->func->defs.at[def->operand[0]];
    if (def->op == OP_HOLD)
        return def->var;
    if (def->op != OP_LOAD || def->place.kind != PLACE_VAR)
        return NO_VAR;
    const struct var *var = &placer->func->vars.at[def->place.var];
    return var->owned && var->stable && var->decl && decl_is_given(var->decl)
               ? var->id
               : NO_VAR;
}

static void place_borrowed(struct placer *placer, const struct inst *def) {
    const struct borrow *fact = &placer->facts.of[def->result];
    value_id value = def->result;
    bool gives = placer->given[value] && giver(placer, value) == NO_VAR;
    if (fact->needs_hold || gives) {
        value = hold(placer, def, retain(placer, def, value));
        placer->renames[def->result].held = value;
    }
    if (fact->takes)
        retain_for_takers(placer, def, value, fact->takes);
}

static void place_result(struct placer *placer, const struct inst *def) {
    if (!def->result || def->op == OP_NULL)
        return;
    if (def->result_owned)
        place_owned(placer, def);
    else
        place_borrowed(placer, def);
}

static void rename_operands(struct placer *placer, struct inst *inst) {
    for (size_t i = 0; i < inst->operand_count; i++) {
        struct rename *rename = &placer->renames[inst->operand[i]];
        if (inst_takes(inst, i) && rename->count)
            inst->operand[i] = rename->retained[rename->next++];
        else if (rename->held)
            inst->operand[i] = rename->held;
    }
    if (inst->place.base && placer->renames[inst->place.base].held)
        inst->place.base = placer->renames[inst->place.base].held;
}

/* ---- blocks --------------------------------------------------------------------------- */

static void copy_params(struct placer *placer) {
    for (size_t i = 0; i < placer->func->vars.count; i++) {
        const struct var *var = &placer->func->vars.at[i];
        if (var->kind != VAR_PARAM || !var->owned || var->consumed)
            continue;
        struct inst *inst =
            func_make(placer->func, OP_COPY_PARAM, false);
        inst->var = var->id;
        inst->type = var->type;
        inst->node = var->scope;
        if (inst->node)
            inst->range = inst->node->range;
        VEC_PUSH(placer->func->arena, placer->out, inst);
    }
}

static void place_gifts(struct placer *placer, const struct inst *call) {
    for (size_t i = 0; call->maybe && i < call->operand_count; i++)
        if (inst_gives(placer->func, call, i))
            make_like(placer, OP_GIVE_IF, false, call)->var =
                giver(placer, call->operand[i]);
}

static void note_gifts(struct placer *placer) {
    const struct func *func = placer->func;
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            for (size_t k = 0; inst->maybe && k < inst->operand_count; k++)
                placer->given[inst->operand[k]] |= inst->maybe[k];
        }
    }
}

static void place_leave(struct placer *placer, const struct inst *leave) {
    const struct var *var = &placer->func->vars.at[leave->var];
    if (var->consumes_if)
        make_like(placer, OP_DROP_IF, false, leave)->var = leave->var;
    else if (var->owned)
        make_like(placer, OP_DROP, false, leave)->var = leave->var;
}

static void place_inst(struct placer *placer, struct inst *inst) {
    rename_operands(placer, inst);
    if (inst->op == OP_END_FULL)
        drop_temps(placer, inst);
    if (inst->op == OP_LEAVE)
        place_leave(placer, inst);
    VEC_PUSH(placer->func->arena, placer->out, inst);
    place_gifts(placer, inst);
    place_result(placer, inst);
}

static void place_block(struct placer *placer, struct block *block) {
    placer->out.at = NULL;
    placer->out.count = placer->out.capacity = 0;
    if (block->id == 0)
        copy_params(placer);
    for (size_t i = 0; i < block->insts.count; i++)
        place_inst(placer, block->insts.at[i]);
    block->insts.at = placer->out.at;
    block->insts.count = placer->out.count;
    block->insts.capacity = placer->out.capacity;
}

void place(struct func *func) {
    struct placer placer = {.func = func, .facts = borrows_compute(func)};
    placer.value_count = func->defs.count;
    placer.renames =
        ARENA_ARRAY(func->arena, struct rename, func->defs.count + 1);
    placer.given = ARENA_ARRAY(func->arena, bool, func->defs.count + 1);
    note_gifts(&placer);
    for (size_t b = 0; b < func->blocks.count; b++)
        if (func->blocks.at[b]->reachable)
            place_block(&placer, func->blocks.at[b]);
    func->placed = true;
}
