/* Companions: where a raw pointer is taken out of an object that its variable
 * has to keep, the object is put into the companion, and what that had before
 * into a temporary:
 *
 *     s = tally__keep_Node(&tally_k1, &tally_t1, tally_incref(list->head))->name
 *
 * Where a raw variable is read, and what its companion has is to be kept by
 * another one, or held, that stands in front: (keep, s). Of a *shadow*, which
 * is what a companion gives there, nothing else is spelled. */
#include "rewrite/emitter.h"

static const struct var *companion_of(const struct emission *em,
                                      const struct inst *inst) {
    if (!(op_table[inst->op].flags & FLAG_PLACE) ||
        inst->place.kind != PLACE_VAR)
        return NULL;
    const struct var *var = &em->func->vars.at[inst->place.var];
    return var->keeps_for ? var : NULL;
}

static const struct inst *operand_of(const struct emission *em,
                                     const struct inst *inst) {
    return inst->operand_count ? em->func->defs.at[inst->operand[0]] : NULL;
}

/* The name of the companion whose shadow this is, or NULL. */
static const char *shadow(const struct emission *em, const struct inst *inst) {
    const struct var *var =
        inst && inst->op == OP_LOAD ? companion_of(em, inst) : NULL;
    bool raw = inst && inst->node && !type_is_reference(inst->node->type);
    return var && raw ? em->names[var->id] : NULL;
}

/* The same for what was retained. */
static const char *retained_shadow(const struct emission *em,
                                   const struct inst *inst) {
    const struct inst *retain = operand_of(em, inst);
    return retain && retain->op == OP_RETAIN
               ? shadow(em, operand_of(em, retain))
               : NULL;
}

static void keep(struct emission *em, const struct inst *init,
                 const struct var *var) {
    struct emitter *emitter = em->emitter;
    const char *other = retained_shadow(em, init);
    const char *call = arena_printf(
        emitter->arena, "tally__keep_%s(&%s, &%s, ",
        need_ref(emitter, var->type, init->range), em->names[var->id],
        em->before ? em->before : "?");
    if (other)
        edits_wrap(emitter->edits, init->range,
                   arena_printf(emitter->arena, "(%stally_incref(%s)), ", call,
                                other),
                   ")");
    else
        edits_wrap(emitter->edits, init->range, call, ")");
}

static bool hold(struct emission *em, const struct inst *inst) {
    const struct inst *def = operand_of(em, inst);
    const char *other = retained_shadow(em, inst);
    if (def->op == OP_MOVE && companion_of(em, def)) {
        em->before = em->names[inst->var];
        return true;
    }
    if (!other)
        return false;
    edits_wrap(em->emitter->edits, inst->range,
               arena_printf(em->emitter->arena, "((%s = tally_incref(%s)), ",
                            em->names[inst->var], other),
               ")");
    return true;
}

bool emit_kept(struct emission *em, const struct inst *inst) {
    const struct var *var = companion_of(em, inst);
    switch (inst->op) {
    case OP_MOVE:
        return var != NULL;
    case OP_INIT:
        if (var)
            keep(em, inst, var);
        return var != NULL;
    case OP_HOLD:
        return hold(em, inst);
    case OP_RETAIN:
        return shadow(em, operand_of(em, inst)) != NULL;
    default:
        return false;
    }
}
