/* Is everything released exactly when the language says? Checked in the placed
 * form, whose graph is sound (check_shape.c).
 *
 * A program can tell the order of releases by its finalizers. So where counts
 * would come out right in any order, one order is right:
 *   - a variable is dropped directly before it is left; shape has seen to it
 *     that variables are left newest first;
 *   - temporaries are dropped at the very end of the full expression that
 *     holds them, newest first: behind such a drop come only drops of older
 *     temporaries, then `end`;
 *   - a value that nobody wants is released directly behind the instruction
 *     that made it.
 * Age is that of the `hold`, in reverse postorder: arms of a conditional come
 * in the order of the text. */
#include "ir/check.h"

struct order {
    struct checker *checker;
    uint32_t holds; /* seen so far */
    uint32_t *held; /* by var_id: the number of the hold that filled it last */
    full_id *full;  /* by var_id: in which full expression */
};

static const struct inst *inst_at(const struct block *block, size_t index) {
    return index < block->insts.count ? block->insts.at[index] : NULL;
}

static bool is_temp_drop(const struct func *func, const struct inst *inst) {
    return inst->op == OP_DROP && func->vars.at[inst->var].kind == VAR_TEMP;
}

static const char *var_name(const struct order *order,
                            const struct inst *inst) {
    return order->checker->func->vars.at[inst->var].name;
}

/* Drops of locals and owned parameters. */
static void order_var(struct order *order, const struct inst *drop,
                      const struct inst *next) {
    if (next && next->op == OP_LEAVE && next->var == drop->var)
        return;
    check_fail(order->checker, drop,
               "'%s' is dropped before the end of its scope",
               var_name(order, drop));
}

static void order_temp(struct order *order, const struct inst *drop,
                       const struct inst *next) {
    const struct func *func = order->checker->func;
    if (next && next->op == OP_END_FULL) {
        if (order->full[drop->var] != next->full)
            check_fail(order->checker, drop,
                       "'%s' is not held in the full expression that ends",
                       var_name(order, drop));
    } else if (!next || !is_temp_drop(func, next)) {
        check_fail(order->checker, drop,
                   "'%s' is dropped before the end of its full expression",
                   var_name(order, drop));
    } else if (next->var == drop->var) {
        check_fail(order->checker, drop, "'%s' is dropped twice",
                   var_name(order, drop));
    } else if (order->held[next->var] >= order->held[drop->var]) {
        check_fail(order->checker, drop,
                   "'%s' is dropped before the newer '%s'",
                   var_name(order, drop), var_name(order, next));
    }
}

static void order_release(struct order *order, const struct inst *release,
                          const struct inst *previous) {
    if (!previous || previous->result != release->operand[0])
        check_fail(order->checker, release,
                   "%%%u is not released where it is made",
                   release->operand[0]);
}

/* A temporary may serve several full expressions, one after the other: each
 * fills it anew before it drops it, also in reverse postorder. */
static void note_hold(struct order *order, const struct inst *hold) {
    order->held[hold->var] = ++order->holds;
    order->full[hold->var] = hold->full;
}

static void order_block(struct order *order, const struct block *block) {
    const struct func *func = order->checker->func;
    for (size_t i = 0; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        if (inst->op == OP_HOLD)
            note_hold(order, inst);
        else if (is_temp_drop(func, inst))
            order_temp(order, inst, inst_at(block, i + 1));
        else if (inst->op == OP_DROP || inst->op == OP_DROP_IF)
            order_var(order, inst, inst_at(block, i + 1));
        else if (inst->op == OP_RELEASE)
            order_release(order, inst, i ? block->insts.at[i - 1] : NULL);
    }
}

void check_order(struct checker *checker) {
    const struct func *func = checker->func;
    struct order order = {
        .checker = checker,
        .held = ARENA_ARRAY(checker->arena, uint32_t, func->vars.count + 1),
        .full = ARENA_ARRAY(checker->arena, full_id, func->vars.count + 1)};
    for (size_t i = 0; i < func->vars.count; i++)
        order.full[i] = NO_FULL;
    for (size_t i = 0; i < checker->order_count; i++) {
        const struct block *block = func->blocks.at[checker->order[i]];
        order_block(&order, block);
    }
}
