/* Can an object die while the function runs?
 *
 * In a *quiet* function none can, because each count that it gives back is one
 * that it took: variables and temporaries take only what a `retain` made (or
 * null, or what another one gives up), no other place is stored to, nobody is
 * called who may release, and no reference is made or handed over. So whoever
 * kept an object when the function began still keeps it at its end, whatever is
 * dropped in between.
 *
 * It matters where a result is lent, where a variable borrows (`point`), and to
 * those who call a function that is said to be quiet. */
#include "ir/check.h"
#include "ir/quiet.h"

static bool is_cursor(const struct var *var) {
    return !var->owned || (var->ref == REF_STRONG && !var->escapes &&
                           !var->consumed);
}

static bool is_retained(const struct func *func, const struct inst *inst) {
    const struct inst *def =
        inst->operand_count ? func->defs.at[inst->operand[0]] : NULL;
    return def && (def->op == OP_RETAIN || def->op == OP_NULL ||
                   def->op == OP_MOVE);
}

static bool is_quiet_call(const struct inst *call) {
    if (call->releases || (call->result && call->result_owned))
        return false;
    for (size_t i = 0; i < call->operand_count; i++)
        if (inst_takes(call, i))
            return false;
    return true;
}

static bool is_quiet(const struct func *func, const struct inst *inst) {
    switch (inst->op) {
    case OP_NEW:
    case OP_LOAD_WEAK:
    case OP_STORE_WEAK:
    case OP_INIT_WEAK:
    case OP_RELEASE:
    case OP_GIVE_IF:
    case OP_DROP_IF:
        return false;
    case OP_CALL:
        return is_quiet_call(inst);
    case OP_STORE:
    case OP_INIT:
        return inst->place.kind == PLACE_VAR && is_retained(func, inst);
    case OP_HOLD:
        return is_retained(func, inst);
    case OP_PHI:
    case OP_CAST:
        return !inst->result_owned;
    case OP_RETURN:
        return inst->operand_count == 0 || !inst_takes(inst, 0) ||
               is_retained(func, inst);
    default:
        return op_table[inst->op].operands != OPERANDS_TAKE;
    }
}

static bool is_lent(const struct inst *inst) {
    return inst->op == OP_RETURN && inst->operand_count &&
           !inst_takes(inst, 0);
}

/* Something in it is good for longer than the checker could follow otherwise:
 * a result that is lent, a variable that owns nothing. */
static bool lends(const struct checker *checker) {
    for (size_t b = 0; b < checker->order_count; b++) {
        const struct block *block =
            checker->func->blocks.at[checker->order[b]];
        for (size_t i = 0; i < block->insts.count; i++)
            if (is_lent(block->insts.at[i]) ||
                block->insts.at[i]->op == OP_POINT)
                return true;
    }
    return false;
}

/* The first instruction that is not quiet, or NULL; `*whole` if it is not one
 * of them, but a variable. */
static const struct inst *find_loud(const struct checker *checker,
                                    bool *whole) {
    const struct func *func = checker->func;
    *whole = false;
    for (size_t i = 0; i < func->vars.count; i++)
        if (!is_cursor(&func->vars.at[i]))
            *whole = true;
    for (size_t b = 0; b < checker->order_count; b++) {
        const struct block *block = func->blocks.at[checker->order[b]];
        for (size_t i = 0; i < block->insts.count; i++)
            if (!is_quiet(func, block->insts.at[i]))
                return block->insts.at[i];
    }
    return NULL;
}

bool check_quiet(const struct checker *checker) {
    bool whole;
    return lends(checker) && !find_loud(checker, &whole) && !whole;
}

/* What the graph does not show. */
static bool is_loud_outside(const struct func *func) {
    const struct function *function = func->function;
    if (!function) /* it was read from text */
        return false;
    return (function->decl->marks & MARK_UNMANAGED) ||
           has_hidden_calls(function->body) ||
           (func->opaque && calls_may_release(func->unit, function->body));
}

void check_said_quiet(struct checker *checker) {
    bool whole;
    if (!checker->func->quiet)
        return;
    const struct inst *loud = find_loud(checker, &whole);
    if (loud || whole || is_loud_outside(checker->func))
        check_fail(checker, loud,
                   "an object may die in it, and its callers are told that "
                   "none does");
}
