/* What is given away if a call's result says so. */
#include "rewrite/emitter.h"

static const struct type *function_of(const struct node *callee) {
    const struct type *type = callee->type;
    return type->kind == TYPE_POINTER ? type->inner : type;
}

/* The condition of the nth operand that is given, maybe. */
static const char *condition_of(const struct func *func,
                                const struct inst *call, size_t nth) {
    const struct type *function = function_of(call->node->child[0]);
    size_t operand = 0;
    for (size_t i = 0; i < function->param_count; i++) {
        struct convention accepts = type_accepts(function, i);
        if (!(accepts.marks & MARK_CONSUMES_IF))
            continue;
        while (!call->maybe[operand])
            operand++;
        if (inst_gives(func, call, operand++) && nth-- == 0)
            return accepts.argument;
    }
    BUG("a call gives away more than it has");
}

static size_t gifts_of(const struct func *func, const struct inst *call) {
    size_t count = 0;
    for (size_t i = 0; i < call->operand_count; i++)
        count += inst_gives(func, call, i);
    return count;
}

/* Does nobody ask for the call's result? */
static bool is_alone(const struct emission *em, const struct inst *call) {
    const struct full *full = &em->func->fulls.at[call->full];
    const struct node *expr = full->expr;
    while (expr->kind == NODE_PAREN)
        expr = expr->child[0];
    return full->kind == FULL_STATEMENT && expr == call->node;
}

/* (tally_v1 = CALL, tally__give_if_T(&v, tally_v1 == 0), tally_v1) */
void emit_give_if(struct emission *em, const struct inst *inst) {
    struct arena *arena = em->emitter->arena;
    const struct inst *call = em->call;
    const struct var *var = &em->func->vars.at[inst->var];
    const char *place = em->names[inst->var] && var->kind == VAR_TEMP
                            ? em->names[inst->var]
                            : var->name;
    const char *name = emit_local(em, call->node->type,
                                  emit_numbered_name(em, "tally_v"),
                                  call->range);
    if (!name)
        return;
    const char *condition = condition_of(em->func, call, em->gifts++);
    bool last = em->gifts == gifts_of(em->func, call) && is_alone(em, call);
    const char *give = arena_printf(
        arena, ", tally__give_if_%s(&%s, %s %s)",
        need_ref(em->emitter, var->type, call->range), place, name, condition);
    edits_wrap(em->emitter->edits, call->range,
               arena_printf(arena, "%s%s = ", last ? "" : "(", name),
               last ? give : arena_printf(arena, "%s, %s)", give, name));
}

const char *emit_result_name(struct emission *em) {
    if (!em->result)
        em->result = emit_name(em, "tally_r", "tally_r");
    return em->result;
}

void emit_drop_if(struct emission *em, const struct inst *inst) {
    const struct var *var = &em->func->vars.at[inst->var];
    const struct convention accepts =
        type_accepts(em->function->decl->type, var->decl->param_index);
    emit_way(em, inst,
             arena_printf(em->emitter->arena, "tally__decref_if(%s, %s %s)",
                          var->name, emit_result_name(em), accepts.argument));
}
