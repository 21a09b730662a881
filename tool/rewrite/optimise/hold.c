/* Hold nothing that a variable holds.
 *
 *     %1 = load n                     %1 = load n
 *     %2 = retain %1
 *     %3 = hold t, %2          =>
 *     %4 = call cons(%3)              %4 = call cons(%1)
 *     store n, %4                     store n, %4
 *     drop t
 *
 * Placement holds what is read from a variable that the same full expression
 * assigns. Where that comes behind the last use, and the temporary is dropped
 * at once then, the variable itself has kept the object for as long. What C
 * may evaluate in between, in another order, stays held. */
#include "rewrite/optimise/graph.h"
#include "rewrite/optimise/optimise.h"

struct held {
    const struct block *block;
    size_t load, retain, hold; /* where they stand */
    size_t drop;
    var_id var;
};

/* Nobody else can reach it, and it keeps what it has until it is written. */
static bool keeps(const struct var *var) {
    return (var->owned || var->kind == VAR_PARAM) && var->ref == REF_STRONG &&
           !var->escapes && var->stable && !var->keeps_for &&
           var->kind != VAR_TEMP && !var->consumes_if &&
           !(var->type->quals & QUAL_VOLATILE);
}

static const struct inst *at(const struct held *held, size_t index) {
    return held->block->insts.at[index];
}

/* The instruction before `before` that makes the value; `before` if there is
 * none in the block. */
static size_t index_of(const struct held *held, value_id value,
                       size_t before) {
    for (size_t i = before; i-- > 0;)
        if (at(held, i)->result == value)
            return i;
    return before;
}

/* Fills in where load and retain stand: they are of this very hold. */
static bool find_load(const struct func *func, const size_t *uses,
                      struct held *held) {
    const struct inst *hold = at(held, held->hold);
    held->retain = index_of(held, hold->operand[0], held->hold);
    const struct inst *retain = at(held, held->retain);
    if (retain->op != OP_RETAIN || uses[retain->result] != 1)
        return false;
    held->load = index_of(held, retain->operand[0], held->retain);
    const struct inst *load = at(held, held->load);
    if (load->op != OP_LOAD || load->place.kind != PLACE_VAR ||
        load->place.ref != REF_STRONG || load->hazard || !load->node ||
        load->node->kind != NODE_NAME)
        return false;
    held->var = load->place.var;
    return keeps(&func->vars.at[held->var]);
}

static bool writes(const struct inst *inst, var_id var) {
    return inst->op != OP_LOAD && inst_mentions(inst, var);
}

/* The last use of what is held, in the block; all of them must be there, in
 * front of `drop`. 0: they are not. */
static size_t last_use(const struct held *held, const size_t *uses) {
    value_id value = at(held, held->hold)->result;
    size_t found = 0, last = held->hold;
    for (size_t i = held->hold + 1; i < held->drop; i++)
        if (inst_uses(at(held, i), value)) {
            found++;
            last = i;
        }
    return found == uses[value] ? last : 0;
}

static bool find_drop(struct held *held) {
    var_id temp = at(held, held->hold)->var;
    for (size_t i = held->hold + 1; i < held->block->insts.count; i++)
        if (inst_mentions(at(held, i), temp)) {
            held->drop = i;
            return at(held, i)->op == OP_DROP;
        }
    return false;
}

/* Nothing between the last use and the drop releases, or lets anybody look,
 * but for the store to the variable: what that lets go of died at the drop. */
static bool dies_as_before(const struct held *held, size_t last) {
    for (size_t i = last + 1; i < held->drop; i++) {
        const struct inst *inst = at(held, i);
        bool store = inst->op == OP_STORE && inst->place.kind == PLACE_VAR &&
                     inst->place.var == held->var;
        if (!store && inst->op != OP_LOAD && inst->op != OP_RETAIN &&
            inst->op != OP_NULL)
            return false;
    }
    return true;
}

static bool is_kept(const struct held *held, const size_t *uses) {
    size_t last = last_use(held, uses);
    if (!last)
        return false;
    for (size_t i = held->load + 1; i <= last; i++)
        if (writes(at(held, i), held->var))
            return false;
    return dies_as_before(held, last);
}

/* From behind, so that what is left stays where it is. */
static void let_go(struct func *func, struct block *block,
                   const struct held *held) {
    const struct inst *hold = at(held, held->hold);
    struct span here = {block->id, block->id};
    replace_value(func, here, hold->result, at(held, held->load)->result);
    block_remove(block, held->drop);
    block_remove(block, held->hold);
    block_remove(block, held->retain);
}

void optimise_hold(struct func *func) {
    const size_t *uses = count_uses(func);
    for (size_t b = 0; b < func->blocks.count; b++) {
        struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++) {
            struct held held = {.block = block, .hold = i};
            if (block->insts.at[i]->op != OP_HOLD ||
                !find_load(func, uses, &held) || !find_drop(&held) ||
                !is_kept(&held, uses))
                continue;
            let_go(func, block, &held);
            i -= 2;
        }
    }
}
