/* Borrow where nothing dies.
 *
 *     for (p = head; p; p = p->next) sum += p->value;
 *
 * In a function in which no object can die (analysis/effects.h) a variable that
 * only points at things need not count them: whoever keeps them now keeps them
 * until the function returns.
 *
 *     %1 = load n                     %1 = load n
 *     %2 = load %1->next              %2 = load %1->next
 *     %3 = retain %2          =>      point n, %2
 *     store n, %3
 *     ...
 *     drop n
 *
 * So with parameters that are assigned, and with temporaries. What the function
 * returns is retained as before. */
#include "rewrite/optimise/optimise.h"

static struct inst *def_of(const struct func *func, value_id value) {
    return func->defs.at[value];
}

/* ---- which variables ------------------------------------------------------ */

static bool is_plain(const struct var *var) {
    return var->owned && var->ref == REF_STRONG && !var->escapes &&
           var->stable && !var->keeps_for && !var->consumed &&
           !var->consumes_if && var->kind != VAR_TEMP && var->decl &&
           !var->decl->is_object &&
           !(var->type->quals & QUAL_VOLATILE);
}

/* A retain that was made for its taker, or null. */
static bool is_retained(const struct func *func, const struct inst *taker) {
    const struct inst *def =
        taker->operand_count ? def_of(func, taker->operand[0]) : NULL;
    return def && (def->op == OP_RETAIN || def->op == OP_NULL);
}

static bool fills(const struct inst *inst) {
    return (inst->op == OP_STORE || inst->op == OP_INIT) &&
           (inst->place.kind == PLACE_VAR || inst->place.kind == PLACE_PART);
}

/* Takes the variables out of which something keeps more than a point of view:
 * what is moved into them, a declaration that jumps go past. */
static void sort_out(const struct func *func, bool *borrows) {
    for (size_t i = 0; i < func->vars.count; i++)
        borrows[i] = is_plain(&func->vars.at[i]);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (fills(inst) && (inst->place.kind == PLACE_PART ||
                                inst->takes || !is_retained(func, inst)))
                borrows[inst->place.var] = false;
            else if (inst->op == OP_MOVE && inst->place.kind == PLACE_VAR)
                borrows[inst->place.var] = false;
            else if ((inst->op == OP_DECLARE && inst->node) ||
                     inst->op == OP_GIVE_IF)
                borrows[inst->var] = false;
        }
    }
}

/* Temporaries that take nothing but what was retained for them. */
static void sort_out_temporaries(const struct func *func, bool *borrows) {
    for (size_t i = 0; i < func->vars.count; i++)
        borrows[i] = borrows[i] || (func->vars.at[i].kind == VAR_TEMP &&
                                    func->vars.at[i].ref == REF_STRONG);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (inst->op == OP_GIVE_IF ||
                (inst->op == OP_HOLD && !is_retained(func, inst)))
                borrows[inst->var] = false;
        }
    }
}

/* ---- what becomes of the instructions ------------------------------------- */

/* The reference that an owned value was made of; null stays. */
static value_id borrowed_from(const struct func *func, value_id value) {
    const struct inst *def = def_of(func, value);
    return def->op == OP_RETAIN ? def->operand[0] : value;
}

static void point(struct func *func, struct inst *inst) {
    value_id value = borrowed_from(func, inst->operand[0]);
    inst->op = OP_POINT;
    inst->var = NO_VAR;
    inst->releases = false;
    inst_set_operands(func, inst, &value, 1);
}

/* By value: what stands for it once nothing is held; mostly itself. */
static value_id *find_instead(const struct func *func, const bool *borrows) {
    value_id *instead =
        ARENA_ARRAY(func->arena, value_id, func->defs.count + 1);
    for (value_id value = 1; value < func->defs.count; value++) {
        const struct inst *def = def_of(func, value);
        instead[value] = value;
        if (def && def->op == OP_HOLD && borrows[def->var])
            instead[value] = borrowed_from(func, def->operand[0]);
    }
    /* What is held may have been read from what is held. */
    for (value_id value = 1; value < func->defs.count; value++)
        while (instead[instead[value]] != instead[value])
            instead[value] = instead[instead[value]];
    return instead;
}

static void forward(struct inst *inst, const value_id *instead) {
    for (size_t i = 0; i < inst->operand_count; i++)
        inst->operand[i] = instead[inst->operand[i]];
    inst->place.base = instead[inst->place.base];
}

static bool is_gone(const struct func *func, const struct inst *inst,
                    const bool *borrows) {
    switch (inst->op) {
    case OP_HOLD:
    case OP_DROP:
    case OP_COPY_PARAM:
        return borrows[inst->var];
    case OP_LEAVE: /* the caller's parameters are not left */
        return borrows[inst->var] &&
               func->vars.at[inst->var].kind == VAR_PARAM;
    default:
        return false;
    }
}

static void rewrite_block(struct func *func, struct block *block,
                          const bool *borrows, const value_id *instead) {
    size_t kept = 0;
    for (size_t i = 0; i < block->insts.count; i++) {
        struct inst *inst = block->insts.at[i];
        if (is_gone(func, inst, borrows))
            continue;
        if (fills(inst) && borrows[inst->place.var])
            point(func, inst);
        forward(inst, instead);
        inst->hazard = false;
        block->insts.at[kept++] = inst;
    }
    block->insts.count = kept;
}

/* Those that nobody takes any more. */
static void remove_retains(struct func *func) {
    bool *taken = ARENA_ARRAY(func->arena, bool, func->defs.count + 1);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++)
            for (size_t k = 0; k < block->insts.at[i]->operand_count; k++)
                taken[block->insts.at[i]->operand[k]] = true;
    }
    for (size_t b = 0; b < func->blocks.count; b++) {
        struct block *block = func->blocks.at[b];
        size_t kept = 0;
        for (size_t i = 0; i < block->insts.count; i++) {
            struct inst *inst = block->insts.at[i];
            if (inst->op != OP_RETAIN || taken[inst->result])
                block->insts.at[kept++] = inst;
        }
        block->insts.count = kept;
    }
}

void optimise_borrow(struct func *func) {
    bool *borrows = ARENA_ARRAY(func->arena, bool, func->vars.count + 1);
    if (!func->function->decl->keeps_all)
        return;
    sort_out(func, borrows);
    sort_out_temporaries(func, borrows);
    const value_id *instead = find_instead(func, borrows);
    for (size_t b = 0; b < func->blocks.count; b++)
        rewrite_block(func, func->blocks.at[b], borrows, instead);
    remove_retains(func);
    for (size_t i = 0; i < func->vars.count; i++)
        if (borrows[i] && func->vars.at[i].kind != VAR_TEMP)
            func->vars.at[i].owned = false;
}
