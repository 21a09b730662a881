/* Move at the last use.
 *
 *     %1 = load n                     %1 = move n
 *     %2 = retain %1                  end
 *     end                     =>      leave n
 *     drop n                          return %1
 *     leave n
 *     return %2
 *
 * and, where a variable is overwritten,
 *
 *     %1 = load n                     %1 = move n
 *     %2 = retain %1          =>      %3 = new(%1)
 *     %3 = new(%2)                    store n, %3
 *     store n, %3
 *
 * The variable is a plain one that nobody else can reach, and is not mentioned
 * between its last use and its end. What is taken is returned, or becomes part
 * of an object that is being made or of one of the function's own variables; so
 * the object lives on for as long as it did, and nobody can tell. */
#include "analysis/makers.h"
#include "rewrite/optimise/graph.h"
#include "rewrite/optimise/optimise.h"

struct last_use {
    struct func *func;
    const size_t *uses;       /* by value */
    const struct span *spans; /* by full expression */
    struct block *block;
    size_t load, retain; /* where they stand in the block */
};

/* The helpers that move have plain types. A const variable keeps what it has;
 * so does one that is an object, which is a constant reference here. */
static bool has_plain_type(const struct var *var) {
    const struct type *to = var->type->inner;
    return !(var->type->quals & (QUAL_CONST | QUAL_VOLATILE)) &&
           !(to && (to->quals & QUAL_VOLATILE));
}

static bool is_plain(const struct var *var) {
    return var->owned && var->ref == REF_STRONG && !var->escapes &&
           var->stable && !var->keeps_for && var->kind != VAR_TEMP &&
           !var->consumes_if && has_plain_type(var);
}

/* Does its full expression, which may have other blocks, too, mention the
 * variable anywhere but at `load` and `last`? */
static bool is_mentioned_beside(const struct last_use *use, var_id var,
                                const struct inst *last) {
    const struct inst *load = use->block->insts.at[use->load];
    struct span span = use->spans[load->full];
    for (size_t b = span.first; b <= span.last; b++) {
        const struct block *block = use->func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (inst != load && inst != last && inst->full == load->full &&
                inst_mentions(inst, var))
                return true;
        }
    }
    return false;
}

static bool is_end(enum op op) {
    return op == OP_END_FULL || op == OP_DROP || op == OP_LEAVE;
}

/* What owns the value behind the instruction, if that takes it: what is made
 * of it, or 0; else the value itself. */
static value_id owner_behind(const struct func *func, const struct inst *inst,
                             value_id value) {
    for (size_t k = 0; k < inst->operand_count; k++)
        if (inst->operand[k] == value && inst_takes(inst, k))
            return maker_keeps(func, inst, k) ? inst->result : 0;
    return value;
}

/* The drop of the variable, in a block that returns what was retained, or what
 * is made of it: between them there is nothing but ends of other things. 0 if
 * it is not so. */
static size_t drop_before_return(const struct last_use *use, var_id var) {
    const struct block *block = use->block;
    const struct inst *load = block->insts.at[use->load];
    const struct inst *last = block->insts.at[block->insts.count - 1];
    value_id owner = block->insts.at[use->retain]->result;
    size_t drop = 0;
    for (size_t i = use->retain + 1; owner && i + 1 < block->insts.count;
         i++) {
        const struct inst *inst = block->insts.at[i];
        owner = owner_behind(use->func, inst, owner);
        if (inst->full != load->full && !is_end(inst->op))
            return 0;
        if (inst->op == OP_DROP && inst->var == var)
            drop = i;
    }
    return last->op == OP_RETURN && last->operand_count == 1 &&
                   last->operand[0] == owner
               ? drop
               : 0;
}

/* The value is taken by what is being made, which is taken by ... the store to
 * the variable itself. Gives that store, or NULL. */
static const struct inst *overwriter(const struct last_use *use, var_id var) {
    const struct block *block = use->block;
    value_id owner = block->insts.at[use->retain]->result;
    for (size_t i = use->retain + 1; owner && i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        if (inst->op == OP_STORE && inst->operand[0] == owner)
            return inst->place.kind == PLACE_VAR && inst->place.var == var
                       ? inst
                       : NULL;
        owner = owner_behind(use->func, inst, owner);
    }
    return NULL;
}

/* The load becomes the move; the retain goes. */
static void move(const struct last_use *use) {
    struct inst *load = use->block->insts.at[use->load];
    struct span here = {use->block->id, use->block->id};
    replace_value(use->func, here, use->block->insts.at[use->retain]->result,
                  load->result);
    load->op = OP_MOVE;
    load->result_owned = true;
    load->hazard = false;
    block_remove(use->block, use->retain);
}

static bool is_candidate(const struct last_use *use) {
    const struct inst *load = use->block->insts.at[use->load];
    const struct inst *retain = use->block->insts.at[use->retain];
    return load->op == OP_LOAD && load->full != NO_FULL &&
           load->place.kind == PLACE_VAR &&
           load->place.ref == REF_STRONG && retain->op == OP_RETAIN &&
           retain->operand[0] == load->result && load->node &&
           load->node->kind == NODE_NAME &&
           is_plain(&use->func->vars.at[load->place.var]) &&
           use->uses[load->result] == 1;
}

static bool try_return(const struct last_use *use, var_id var) {
    size_t drop = drop_before_return(use, var);
    if (!drop || is_mentioned_beside(use, var, use->block->insts.at[drop]))
        return false;
    block_remove(use->block, drop);
    move(use);
    return true;
}

static bool try_overwrite(const struct last_use *use, var_id var) {
    const struct inst *store = overwriter(use, var);
    if (!store || is_mentioned_beside(use, var, store))
        return false;
    move(use);
    return true;
}

void optimise_last_use(struct func *func) {
    const size_t *uses = count_uses(func);
    const struct span *spans = find_spans(func);
    for (size_t b = 0; b < func->blocks.count; b++) {
        struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i + 1 < block->insts.count;
             i++) {
            struct last_use use = {func, uses, spans, block, i, i + 1};
            if (!is_candidate(&use))
                continue;
            var_id var = block->insts.at[i]->place.var;
            if (!try_return(&use, var))
                try_overwrite(&use, var);
        }
    }
}
