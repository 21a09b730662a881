/* Which functions of a unit are quiet: effects.h says what that is. */
#include "analysis/effects.h"

#include "ir/quiet.h"

static bool is_borrowed(const struct func *func, value_id value) {
    const struct inst *def = func->defs.at[value];
    return def->op == OP_NULL || !def->result_owned;
}

/* Everything that it takes is borrowed: it will be retained. */
static bool takes_borrowed(const struct func *func, const struct inst *inst) {
    for (size_t i = 0; i < inst->operand_count; i++)
        if (inst_takes(inst, i) && !is_borrowed(func, inst->operand[i]))
            return false;
    return true;
}

static bool is_quiet_call(const struct func *func, const struct inst *call) {
    const struct decl *callee = call->node && call->node->kind == NODE_CALL
                                    ? callee_of(call->node)
                                    : NULL;
    if (call->releases && !(callee && callee->quiet))
        return false;
    for (size_t i = 0; i < call->operand_count; i++)
        if (inst_takes(call, i) || inst_gives(func, call, i))
            return false;
    return !call->result || !call->result_owned;
}

static bool is_quiet(const struct func *func, const struct inst *inst) {
    switch (inst->op) {
    case OP_NEW:
    case OP_MAKE:
    case OP_MOVE:
    case OP_LOAD_WEAK:
    case OP_STORE_WEAK:
    case OP_INIT_WEAK:
        return false;
    case OP_CALL:
        return is_quiet_call(func, inst);
    case OP_STORE:
    case OP_INIT:
        return inst->place.kind == PLACE_VAR && takes_borrowed(func, inst);
    case OP_PHI:
    case OP_CAST:
        return !inst->result_owned;
    default:
        return takes_borrowed(func, inst);
    }
}

/* Variables that are released at the end must have got what they hold from
 * the function itself. */
static bool is_own_variable(const struct var *var) {
    return !var->owned ||
           (var->ref == REF_STRONG && !var->escapes && !var->consumed);
}

static bool has_quiet_graph(const struct func *func) {
    for (size_t i = 0; i < func->vars.count; i++)
        if (!is_own_variable(&func->vars.at[i]) || func->vars.at[i].consumes_if)
            return false;
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++)
            if (!is_quiet(func, block->insts.at[i]))
                return false;
    }
    return true;
}

static bool may_be_quiet(const struct func *func) {
    const struct decl *decl = func->function->decl;
    return decl->storage == STORAGE_STATIC &&
           !(decl->marks & MARK_UNMANAGED) &&
           !has_hidden_calls(func->function->body);
}

static bool stays_quiet(const struct func *func) {
    return func->opaque
               ? !calls_may_release(func->unit, func->function->body)
               : has_quiet_graph(func);
}

/* Also of functions that are called from elsewhere: what is inside of them is
 * not replaced. */
static bool keeps_all(const struct func *func) {
    return !func->opaque && !(func->function->decl->marks & MARK_UNMANAGED) &&
           !has_hidden_calls(func->function->body) && has_quiet_graph(func);
}

void effects_find(struct func *const *funcs, size_t count) {
    for (size_t i = 0; i < count; i++)
        funcs[i]->function->decl->quiet = may_be_quiet(funcs[i]);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < count; i++) {
            struct decl *decl = funcs[i]->function->decl;
            if (!decl->quiet || stays_quiet(funcs[i]))
                continue;
            decl->quiet = false;
            changed = true;
        }
    }
    for (size_t i = 0; i < count; i++)
        funcs[i]->function->decl->keeps_all = keeps_all(funcs[i]);
}
