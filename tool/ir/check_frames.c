/* Would a longjmp that skips the function release all that it owns? Checked in
 * the placed form of a function that has a frame on the shadow stack, whose
 * graph is sound (check_shape.c).
 *
 *   - a variable is put on the stack while it is off it, and taken off while it
 *     is on it; it is dropped and left only when it is off it, but a temporary,
 *     which a drop leaves NULL, stays on it;
 *   - when something may be left by a longjmp, which is any call that may
 *     release, no variable that is off the stack holds anything, or is one
 *     whose address others may have, and there is no owned value but those
 *     that the call takes;
 *   - variables are put on it in the order of their declaration, so that they
 *     are released in the reverse order; that of temporaries does not matter;
 *   - each block that returns takes the frame off, once, and no other does. */
#include "ir/check.h"

/* States of a variable: off the stack and empty; off the stack, where it holds
 * something or others may fill it; on the stack. Of a value: is it owned? */
enum { VOID = 1, LOOSE = 2, ON = 4 };
enum { NO_VALUE = 1, OWNED_VALUE = 2 };

/* By var_id: is it given a value in its own declaration? */
static const bool *initialised(const struct checker *checker) {
    return checker->own;
}

static const struct var *var_at(const struct checker *checker, var_id var) {
    return &checker->func->vars.at[var];
}

static void start(struct checker *checker, struct flow_state *state) {
    for (size_t i = 0; i < checker->func->vars.count; i++) {
        const struct var *var = var_at(checker, (var_id)i);
        state->vars[i] = var->consumed ? LOOSE : VOID;
    }
}

/* ---- values ---------------------------------------------------------------- */

static void make(struct checker *checker, struct flow_state *state,
                 const struct inst *inst) {
    if (inst->result)
        *check_value(checker, state, inst->result) =
            inst->result_owned && inst->op != OP_NULL ? OWNED_VALUE : NO_VALUE;
}

static void take(struct checker *checker, struct flow_state *state,
                 const struct inst *inst) {
    for (size_t i = 0; i < inst->operand_count; i++)
        if (inst_takes(inst, i))
            *check_value(checker, state, inst->operand[i]) = NO_VALUE;
}

static void phi(struct checker *checker, struct flow_state *state,
                const struct inst *inst, size_t index) {
    bool takes = inst->result_owned;
    uint8_t *from = check_value(checker, state, inst->operand[index]);
    uint8_t was = *from;
    if (takes)
        *from = NO_VALUE;
    *check_value(checker, state, inst->result) = takes ? was : NO_VALUE;
}

/* ---- calls ----------------------------------------------------------------- */

/* The runtime's own functions are not left: they call finalizers only, and
 * what those do by longjmp is their own affair. */
static bool may_be_left(const struct inst *inst) {
    static const char ours[] = "tally_";
    size_t i = 0;
    if (inst->op != OP_CALL || !inst->releases)
        return false;
    while (inst->name && ours[i] && inst->name[i] == ours[i])
        i++;
    return ours[i] != '\0';
}

static void check_call(struct checker *checker, const struct flow_state *state,
                       const struct inst *call) {
    for (size_t i = 0; i < checker->func->vars.count; i++)
        if (var_at(checker, (var_id)i)->owned && (state->vars[i] & LOOSE))
            check_fail(checker, call,
                       "'%s' is not on the shadow stack when '%s' is called",
                       var_at(checker, (var_id)i)->name,
                       call->name ? call->name : "_");
    for (size_t i = 0; call->full != NO_FULL &&
                       i < checker->values[call->full].made.count; i++)
        if (state->values[i] & OWNED_VALUE)
            check_fail(checker, call,
                       "%%%u is in no variable when '%s' is called",
                       checker->values[call->full].made.at[i],
                       call->name ? call->name : "_");
}

/* ---- variables ------------------------------------------------------------- */

static void fill(struct flow_state *state, var_id var) {
    if (var != NO_VAR && !(state->vars[var] & ON))
        state->vars[var] = LOOSE;
    else if (var != NO_VAR && state->vars[var] != ON)
        state->vars[var] |= LOOSE;
}

/* Whoever has the address of a variable may fill it. Its own initialiser is
 * the only one who cannot have that yet: lowering refuses `T *a = f(&a);`. */
static void declare(struct checker *checker, struct flow_state *state,
                    const struct inst *inst) {
    const struct var *var = var_at(checker, inst->var);
    bool known = var->owned && var->escapes && !initialised(checker)[inst->var];
    state->vars[inst->var] = known ? LOOSE : VOID;
}

static void check_age(struct checker *checker, const struct flow_state *state,
                      const struct inst *own) {
    for (size_t i = own->var + 1; i < checker->func->vars.count; i++)
        if (var_at(checker, own->var)->kind != VAR_TEMP &&
            var_at(checker, (var_id)i)->kind != VAR_TEMP &&
            (state->vars[i] & ON))
            check_fail(checker, own,
                       "'%s' is put on the shadow stack behind the newer '%s'",
                       var_at(checker, own->var)->name,
                       var_at(checker, (var_id)i)->name);
}

static void own(struct checker *checker, struct flow_state *state,
                const struct inst *inst) {
    check_age(checker, state, inst);
    if (state->vars[inst->var] & ON)
        check_fail(checker, inst, "'%s' is put on the shadow stack twice",
                   var_at(checker, inst->var)->name);
    state->vars[inst->var] = ON;
}

static void disown(struct checker *checker, struct flow_state *state,
                   const struct inst *inst) {
    if (state->vars[inst->var] != ON)
        check_fail(checker, inst, "'%s' is not on the shadow stack",
                   var_at(checker, inst->var)->name);
    state->vars[inst->var] = LOOSE;
}

static void drop(struct checker *checker, struct flow_state *state,
                 const struct inst *inst) {
    const struct var *var = var_at(checker, inst->var);
    if (var->kind == VAR_TEMP)
        return;
    if (state->vars[inst->var] & ON)
        check_fail(checker, inst, "'%s' is dropped on the shadow stack",
                   var->name);
    state->vars[inst->var] = VOID;
}

static void leave(struct checker *checker, struct flow_state *state,
                  const struct inst *inst) {
    if (var_at(checker, inst->var)->owned && (state->vars[inst->var] & ON))
        check_fail(checker, inst, "'%s' is left on the shadow stack",
                   var_at(checker, inst->var)->name);
}

static void exit_frame(struct flow_state *state, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (state->vars[i] & ON)
            state->vars[i] = (uint8_t)((state->vars[i] & ~ON) | LOOSE);
}

static void check_return(struct checker *checker,
                         const struct flow_state *state,
                         const struct inst *inst) {
    for (size_t i = 0; i < checker->func->vars.count; i++)
        if (state->vars[i] & ON)
            check_fail(checker, inst,
                       "'%s' is on the shadow stack when the function returns",
                       var_at(checker, (var_id)i)->name);
}

static var_id filled(const struct inst *inst) {
    switch (inst->op) {
    case OP_HOLD:
    case OP_INIT:
    case OP_INIT_WEAK:
    case OP_COPY_PARAM:
        return inst->var;
    case OP_STORE:
    case OP_STORE_WEAK:
        return inst->place.var;
    default:
        return NO_VAR;
    }
}

static void step(struct checker *checker, struct flow_state *state,
                 const struct inst *inst) {
    take(checker, state, inst);
    if (may_be_left(inst))
        check_call(checker, state, inst);
    make(checker, state, inst);
    fill(state, filled(inst));
    switch (inst->op) {
    case OP_DECLARE:
        declare(checker, state, inst);
        break;
    case OP_OWN:
        own(checker, state, inst);
        break;
    case OP_DISOWN:
        disown(checker, state, inst);
        break;
    case OP_EXIT:
        exit_frame(state, checker->func->vars.count);
        break;
    case OP_DROP:
        drop(checker, state, inst);
        break;
    case OP_LEAVE:
        leave(checker, state, inst);
        break;
    case OP_RETURN:
        check_return(checker, state, inst);
        break;
    default:
        break;
    }
}

static void check_exits(struct checker *checker, const struct block *block) {
    const struct inst *last = block->insts.at[block->insts.count - 1];
    size_t exits = 0, wanted = last->op == OP_RETURN;
    for (size_t i = 0; i < block->insts.count; i++)
        exits += block->insts.at[i]->op == OP_EXIT;
    if (exits != wanted)
        check_fail(checker, last,
                   "the frame is taken off the shadow stack %zu times",
                   exits);
}

static bool *find_initialised(const struct checker *checker) {
    const struct func *func = checker->func;
    bool *found = ARENA_ARRAY(checker->arena, bool, func->vars.count);
    for (size_t b = 0; b < checker->order_count; b++) {
        const struct block *block = func->blocks.at[checker->order[b]];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if ((inst->op == OP_INIT || inst->op == OP_INIT_WEAK) &&
                inst->var != NO_VAR)
                found[inst->var] = true;
        }
    }
    return found;
}

void check_frames(struct checker *checker) {
    static const struct flow flow = {NO_VALUE, start, phi, step};
    if (!checker->func->unwinds)
        return;
    checker->own = find_initialised(checker);
    for (size_t i = 0; i < checker->order_count; i++)
        check_exits(checker, checker->func->blocks.at[checker->order[i]]);
    if (!checker->failed)
        check_flow(checker, &flow);
}
