/* Is every reference counted right? Checked in the placed form, whose graph is
 * sound (check_shape.c), on every path.
 *
 * Owned values. An owned value is a +1. Exactly one instruction takes it, on
 * every path, before its full expression ends; what a `return` hands out may
 * wait for the `return`. Only an owned value can be taken. The null reference
 * counts as owned and as borrowed, and may be taken any number of times. A phi
 * whose result is owned takes its operands, each on its own path.
 *
 * Variables. A local begins empty at `declare`, a temporary is empty at entry;
 * `init`, `store` and `hold` fill them, `drop` empties them. What is full must
 * not be filled by `init` or `hold`, nor be left, nor may a temporary be full
 * when its full expression or the function ends: each would leak. What was
 * dropped is not touched again before it is declared anew, because the dropped
 * variable still has its old bits; only a temporary is NULL then and serves
 * again. So a drop of a temporary that may be empty is harmless, if it is
 * `conditional`, and one that is empty on every path is a mistake. A variable
 * that escapes counts as full when it is left. A parameter is lent by the
 * caller: it can be read; only an owned one can be stored to and dropped, once
 * `copy_param` made it ours, and before that it must not be. One that is
 * `consumed` is full from the start. `move` empties a steady variable.
 *
 * Under a condition. A call that may consume an operand is followed by a
 * `give_if` of the variable or temporary that keeps that operand, which may be
 * empty behind it; whoever drops it later finds what is left. A parameter that
 * may be consumed is lent, and is released by exactly one `drop_if` before it
 * is left. That both ask for the same condition is not in the graph: it is
 * compared where the text is read back.
 *
 * Borrowed values. A borrowed value is good while its *origins* are:
 *   - what was loaded from a *steady* variable: until that, or a part of it,
 *     is stored to, dropped, filled anew, emptied or left. Steady are strong
 *     variables and structs, as a whole, that do not escape: temporaries, owned
 *     locals, parameters. Nobody else writes them;
 *   - what was loaded from anywhere else (a field, an element, a static or
 *     escaping variable, memory, an unowned place) or is what a function lent:
 *     until the next instruction that may release anything;
 *   - casts, raw values, addresses and borrowed phis: while all their operands
 *     are good; what was loaded out of an object: while that is good, too;
 *   - an owned value that was taken into a steady variable: like one loaded
 *     from there. Taken by anything else, it is gone.
 * A value that is no longer good must not be used at all.
 *
 * A call that may release something may free what it was given while it still
 * works with it. So there a borrowed operand must be *lasting*: its origins
 * are steady variables, or owned values that the call does not take.
 *
 * In a *quiet* function (check_quiet.c) nothing dies, so nothing that is
 * borrowed becomes stale. Only there may a variable that owns nothing be
 * pointed at something: `point`. What a function that lends its result returns is
 * looked at, and not taken, behind all drops.
 *
 * A *hazard* is a load, or a call that lends its result, that C leaves
 * unsequenced with something that may release. If it was not from a steady variable that the full expression
 * stores nowhere, its result can be used by nothing but the `retain`s directly
 * behind it.
 *
 * Trusted are: `releases` and `hazard`, `escapes` and `owned` of variables,
 * and the objects that places are in; lowering finds these out. */
#include "ir/check.h"

#include <string.h>

/* States of a value. */
enum {
    UNMADE = 1,
    OWNED = 2,
    TAKEN = 4,
    GOOD = 8,   /* borrowed */
    STALE = 16, /* was borrowed: may be freed by now */
    NULLREF = 32
};

/* States of a variable. */
enum { OUTSIDE = 1, EMPTY = 2, FULL = 4, DROPPED = 8, LENT = 16 };

/* On what a value depends while it is borrowed; the same at all points. */
struct origin {
    VEC(value_id) values;
    VEC(var_id) vars; /* steady ones */
    bool unsteady;    /* gone with the next release */
    bool lasting;     /* neither this nor any of `values` is unsteady */
    const struct inst
        *killer; /* the first that made it stale, for the message */
};

/* The temporaries that a full expression fills. */
struct held {
    VEC(var_id) temps;
};

/* What this check keeps in checker.own. */
struct owned {
    struct origin *origins; /* by value_id */
    struct held *held;      /* by full_id */
    bool *dying;            /* by slot; while values become stale */
    bool quiet;             /* check_quiet */
};

static struct origin *origin_of(const struct checker *checker, value_id value) {
    const struct owned *owned = checker->own;
    return &owned->origins[value];
}

static const struct var *var_of(const struct checker *checker, var_id var) {
    return &checker->func->vars.at[var];
}

/* ---- origins ------------------------------------------------------------- */

/* A variable that is no reference is a struct, where it is read as a whole. */
static bool is_steady(const struct var *var) {
    return (var->ref == REF_STRONG || var->ref == REF_NONE) && !var->escapes &&
           (var->owned || var->kind != VAR_LOCAL);
}

static bool is_steady_place(const struct checker *checker,
                            const struct place *place) {
    return place->kind == PLACE_VAR &&
           place->ref == var_of(checker, place->var)->ref &&
           is_steady(var_of(checker, place->var));
}

static void depend_on_value(struct checker *checker, struct origin *origin,
                            value_id value) {
    VEC_PUSH(checker->arena, origin->values, value);
    if (!origin_of(checker, value)->lasting)
        origin->lasting = false;
}

static void depend_on_release(struct origin *origin) {
    origin->unsteady = true;
    origin->lasting = false;
}

static void originate_load(struct checker *checker, struct origin *origin,
                           const struct inst *load) {
    if (is_steady_place(checker, &load->place))
        VEC_PUSH(checker->arena, origin->vars, load->place.var);
    else
        depend_on_release(origin);
}

static void originate(struct checker *checker, const struct inst *inst) {
    struct origin *origin = origin_of(checker, inst->result);
    origin->lasting = true;
    if (inst->result_owned)
        return;
    if (inst->op == OP_LOAD)
        originate_load(checker, origin, inst);
    else if (inst->op == OP_CALL)
        depend_on_release(origin);
    else if (inst->op == OP_HOLD)
        VEC_PUSH(checker->arena, origin->vars, inst->var);
    if (check_has_base(inst))
        depend_on_value(checker, origin, inst->place.base);
    if (inst->op == OP_CALL || inst->op == OP_HOLD)
        return;
    for (size_t i = 0; i < inst->operand_count; i++)
        depend_on_value(checker, origin, inst->operand[i]);
}

/* The steady variable that the instruction's operand is taken into, or
 * NO_VAR. */
static var_id taken_into(const struct checker *checker,
                         const struct inst *inst) {
    if (inst->op == OP_HOLD)
        return inst->var;
    if ((inst->op == OP_STORE || inst->op == OP_INIT) &&
        is_steady_place(checker, &inst->place))
        return inst->place.var;
    return NO_VAR;
}

static void note_held(struct checker *checker, const struct inst *inst) {
    const struct owned *owned = checker->own;
    if (inst->op == OP_HOLD)
        VEC_PUSH(checker->arena, owned->held[inst->full].temps, inst->var);
}

static void note_taken(struct checker *checker, const struct inst *inst) {
    var_id into = taken_into(checker, inst);
    if (into != NO_VAR)
        VEC_PUSH(checker->arena, origin_of(checker, inst->operand[0])->vars,
                 into);
}

static void find_origins(struct checker *checker) {
    for (size_t b = 0; b < checker->order_count; b++) {
        const struct block *block = checker->func->blocks.at[checker->order[b]];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            note_held(checker, inst);
            note_taken(checker, inst);
            if (inst->result)
                originate(checker, inst);
        }
    }
}

/* ---- values that become stale -------------------------------------------- */

static bool depends_on_var(const struct origin *origin, var_id var) {
    for (size_t i = 0; i < origin->vars.count; i++)
        if (origin->vars.at[i] == var)
            return true;
    return false;
}

static bool depends_on_dying(const struct checker *checker,
                             const struct origin *origin) {
    const struct owned *owned = checker->own;
    for (size_t i = 0; i < origin->values.count; i++)
        if (owned->dying[checker->slot[origin->values.at[i]]])
            return true;
    return false;
}

/* What happened: `var` got another content (or NO_VAR), `value` is gone (or
 * 0), something was released. */
struct loss {
    const struct inst *inst;
    var_id var;
    value_id value;
    bool released;
};

/* Slots are in the order of making, so a value comes behind what it depends
 * on, and one pass finds all. */
static void lose(struct checker *checker, struct flow_state *state,
                 struct loss loss) {
    const struct owned *owned = checker->own;
    if (state->open == NO_FULL || (owned->quiet && !loss.value))
        return;
    const struct full_values *values = &checker->values[state->open];
    bool *dying = owned->dying;
    for (size_t slot = 0; slot < values->made.count; slot++) {
        value_id value = values->made.at[slot];
        struct origin *origin = origin_of(checker, value);
        bool hit = (loss.released && origin->unsteady) ||
                   (loss.var != NO_VAR && depends_on_var(origin, loss.var)) ||
                   depends_on_dying(checker, origin);
        dying[slot] = value == loss.value;
        if (!hit || !(state->values[slot] & GOOD))
            continue;
        dying[slot] = true;
        state->values[slot] = (uint8_t)((state->values[slot] & ~GOOD) | STALE);
        if (checker->reporting && !origin->killer)
            origin->killer = loss.inst;
    }
}

static void lose_var(struct checker *checker, struct flow_state *state,
                     const struct inst *inst, var_id var, bool released) {
    lose(checker, state, (struct loss){inst, var, 0, released});
}

static void lose_released(struct checker *checker, struct flow_state *state,
                          const struct inst *inst) {
    lose(checker, state, (struct loss){inst, NO_VAR, 0, true});
}

/* ---- looking at values, and taking them ---------------------------------- */

static void fail_stale(struct checker *checker, const struct inst *inst,
                       value_id value) {
    const struct inst *killer = origin_of(checker, value)->killer;
    check_fail(checker, inst,
               "%%%u is used, but nothing keeps it since '%s'%s%s", value,
               killer ? op_table[killer->op].text : "?",
               killer && killer->name ? " of " : "",
               killer && killer->name ? killer->name : "");
}

static void look_at(struct checker *checker, struct flow_state *state,
                    const struct inst *inst, value_id value) {
    uint8_t states = *check_value(checker, state, value);
    if (states & TAKEN)
        check_fail(checker, inst, "%%%u is used after it was given away",
                   value);
    else if (states & STALE)
        fail_stale(checker, inst, value);
}

static void take(struct checker *checker, struct flow_state *state,
                 const struct inst *inst, value_id value) {
    uint8_t *states = check_value(checker, state, value);
    var_id into = taken_into(checker, inst);
    if (*states & TAKEN)
        check_fail(checker, inst, "%%%u is given away twice", value);
    else if (*states & ~(OWNED | NULLREF))
        check_fail(checker, inst, "%%%u is given away, but is not owned",
                   value);
    if (!(*states & ~NULLREF))
        return;
    if (into == NO_VAR)
        lose(checker, state, (struct loss){inst, NO_VAR, value, false});
    *states = (uint8_t)((*states & NULLREF) | (into == NO_VAR ? TAKEN : GOOD));
}

static void take_operands(struct checker *checker, struct flow_state *state,
                          const struct inst *inst) {
    for (size_t i = 0; i < inst->operand_count; i++)
        if (inst_takes(inst, i))
            take(checker, state, inst, inst->operand[i]);
}

static void look_at_operands(struct checker *checker, struct flow_state *state,
                             const struct inst *inst) {
    for (size_t i = 0; i < inst->operand_count; i++)
        if (!inst_takes(inst, i))
            look_at(checker, state, inst, inst->operand[i]);
    if (check_has_base(inst))
        look_at(checker, state, inst, inst->place.base);
}

/* The operands of a call that may release something must outlast it. */
static void check_lasting(struct checker *checker, struct flow_state *state,
                          const struct inst *call) {
    for (size_t i = 0; i < call->operand_count; i++) {
        value_id value = call->operand[i];
        uint8_t states = *check_value(checker, state, value);
        if (inst_takes(call, i))
            continue;
        if (states & (TAKEN | STALE))
            check_fail(checker, call, "%%%u is both lent and given away",
                       value);
        else if ((states & GOOD) && !origin_of(checker, value)->lasting)
            check_fail(checker, call,
                       "nothing keeps %%%u while '%s' runs, which may "
                       "release it",
                       value, call->name ? call->name : "the callee");
    }
}

/* The states of a result that is the same reference as `operand`. */
static uint8_t passed_on(uint8_t operand, bool owned) {
    uint8_t null = operand & NULLREF;
    bool other = (operand & ~NULLREF) != 0;
    return (uint8_t)(null | (!other ? 0 : owned ? OWNED : GOOD));
}

static void make_result(struct checker *checker, struct flow_state *state,
                        const struct inst *inst) {
    uint8_t *states = check_value(checker, state, inst->result);
    if (inst->op == OP_NULL)
        *states = NULLREF;
    else
        *states = inst->result_owned ? OWNED : GOOD;
}

/* ---- variables ----------------------------------------------------------- */

static const char *name_of(const struct checker *checker, var_id var) {
    return var_of(checker, var)->name;
}

static void touch_var(struct checker *checker, const struct flow_state *state,
                      const struct inst *inst, var_id var) {
    if (state->vars[var] & DROPPED)
        check_fail(checker, inst, "'%s' is used after it was dropped",
                   name_of(checker, var));
}

/* It must be ours to write. */
static void write_var(struct checker *checker, const struct flow_state *state,
                      const struct inst *inst, var_id var) {
    touch_var(checker, state, inst, var);
    if (!var_of(checker, var)->owned)
        check_fail(checker, inst, "'%s' is written, but owns nothing",
                   name_of(checker, var));
    else if (state->vars[var] & LENT)
        check_fail(checker, inst, "'%s' is written, but is the caller's still",
                   name_of(checker, var));
}

static bool is_in_var(const struct place *place) {
    return place->kind == PLACE_VAR || place->kind == PLACE_PART;
}

/* INIT and INIT_WEAK. Several parts of one variable may be filled. */
static void step_init(struct checker *checker, struct flow_state *state,
                      const struct inst *inst) {
    if (!is_in_var(&inst->place))
        return;
    uint8_t *states = &state->vars[inst->place.var];
    write_var(checker, state, inst, inst->place.var);
    if (inst->place.kind == PLACE_VAR && (*states & FULL))
        check_fail(checker, inst, "'%s' is filled while it may be full",
                   name_of(checker, inst->place.var));
    *states = FULL;
    lose_var(checker, state, inst, inst->place.var, false);
}

/* The old content is released. */
static void step_store(struct checker *checker, struct flow_state *state,
                       const struct inst *inst) {
    var_id var = NO_VAR;
    if (is_in_var(&inst->place)) {
        var = inst->place.var;
        write_var(checker, state, inst, var);
        state->vars[var] = FULL;
    }
    lose_var(checker, state, inst, var, true);
}

static void step_store_weak(struct checker *checker, struct flow_state *state,
                            const struct inst *inst) {
    if (!is_in_var(&inst->place))
        return;
    write_var(checker, state, inst, inst->place.var);
    state->vars[inst->place.var] = FULL;
    lose_var(checker, state, inst, inst->place.var, false);
}

/* The variable outlives the full expression, and nothing keeps what it refers
 * to: that is good where nothing dies at all. */
static void step_point(struct checker *checker, const struct inst *inst) {
    const struct owned *owned = checker->own;
    if (!owned->quiet)
        check_fail(checker, inst,
                   "'%s' keeps nothing, and an object may die in '%s'",
                   name_of(checker, inst->place.var), checker->func->name);
}

/* Nobody else may see the variable: it is empty without a word. */
static void step_move(struct checker *checker, struct flow_state *state,
                      const struct inst *inst) {
    write_var(checker, state, inst, inst->place.var);
    if (!is_steady_place(checker, &inst->place))
        check_fail(checker, inst, "'%s' is emptied, but others may read it",
                   name_of(checker, inst->place.var));
    state->vars[inst->place.var] = EMPTY;
    lose_var(checker, state, inst, inst->place.var, false);
}

static void step_hold(struct checker *checker, struct flow_state *state,
                      const struct inst *inst) {
    if (state->vars[inst->var] & FULL)
        check_fail(checker, inst, "'%s' is filled while it may be full",
                   name_of(checker, inst->var));
    lose_var(checker, state, inst, inst->var, false);
    state->vars[inst->var] = FULL;
}

static void drop_temp(struct checker *checker, struct flow_state *state,
                      const struct inst *inst) {
    uint8_t *states = &state->vars[inst->var];
    if (!(*states & FULL))
        check_fail(checker, inst, "'%s' is dropped, but always empty",
                   name_of(checker, inst->var));
    else if ((*states & EMPTY) && !var_of(checker, inst->var)->conditional)
        check_fail(checker, inst, "'%s' is dropped, but may be empty",
                   name_of(checker, inst->var));
    *states = EMPTY;
}

static void step_drop(struct checker *checker, struct flow_state *state,
                      const struct inst *inst) {
    if (var_of(checker, inst->var)->kind == VAR_TEMP) {
        drop_temp(checker, state, inst);
    } else {
        write_var(checker, state, inst, inst->var);
        state->vars[inst->var] = DROPPED;
    }
    lose_var(checker, state, inst, inst->var, true);
}

/* What the variable holds may be the callee's now. */
static void step_give_if(struct checker *checker, struct flow_state *state,
                         const struct inst *inst) {
    write_var(checker, state, inst, inst->var);
    if (!is_steady(var_of(checker, inst->var)))
        check_fail(checker, inst, "'%s' is emptied, but others may read it",
                   name_of(checker, inst->var));
    if (!(state->vars[inst->var] & FULL))
        check_fail(checker, inst, "'%s' is given away, but always empty",
                   name_of(checker, inst->var));
    state->vars[inst->var] |= EMPTY;
    lose_var(checker, state, inst, inst->var, false);
}

static void step_drop_if(struct checker *checker, struct flow_state *state,
                         const struct inst *inst) {
    if (state->vars[inst->var] != LENT)
        check_fail(checker, inst, "'%s' is released twice, or not ours",
                   name_of(checker, inst->var));
    state->vars[inst->var] = DROPPED;
    lose_var(checker, state, inst, inst->var, true);
}

static void step_copy_param(struct checker *checker, struct flow_state *state,
                            const struct inst *inst) {
    if (state->vars[inst->var] != LENT)
        check_fail(checker, inst, "'%s' is copied, but is ours already",
                   name_of(checker, inst->var));
    state->vars[inst->var] = FULL;
}

/* Does the variable hold something that nobody would release? */
static bool may_leak(const struct checker *checker,
                     const struct flow_state *state, var_id id) {
    const struct var *var = var_of(checker, id);
    uint8_t states = state->vars[id];
    if (var->kind == VAR_TEMP)
        return (states & FULL) != 0;
    if (!var->owned && !var->consumed)
        return false;
    return (states & FULL) || (var->escapes && (states & (EMPTY | LENT)));
}

static void step_leave(struct checker *checker, struct flow_state *state,
                       const struct inst *inst) {
    const struct var *var = var_of(checker, inst->var);
    if (may_leak(checker, state, inst->var) ||
        (var->consumes_if && state->vars[inst->var] != DROPPED))
        check_fail(checker, inst, "'%s' is left without a drop",
                   name_of(checker, inst->var));
    state->vars[inst->var] = OUTSIDE;
    lose_var(checker, state, inst, inst->var, false);
}

/* ---- ends ---------------------------------------------------------------- */

static void check_taken(struct checker *checker, struct flow_state *state,
                        const struct inst *inst) {
    if (state->open == NO_FULL)
        return;
    const struct full_values *values = &checker->values[state->open];
    for (size_t slot = 0; slot < values->made.count; slot++)
        if (state->values[slot] & OWNED)
            check_fail(checker, inst, "nobody takes %%%u on some path",
                       values->made.at[slot]);
}

static void check_temps(struct checker *checker, struct flow_state *state,
                        const struct inst *end) {
    const struct owned *owned = checker->own;
    const struct held *held = &owned->held[end->full];
    for (size_t i = 0; i < held->temps.count; i++)
        if (may_leak(checker, state, held->temps.at[i]))
            check_fail(checker, end,
                       "'%s' is full when the full expression ends",
                       name_of(checker, held->temps.at[i]));
}

static void step_end_full(struct checker *checker, struct flow_state *state,
                          const struct inst *inst) {
    check_temps(checker, state, inst);
    if (checker->func->fulls.at[inst->full].kind != FULL_RETURN)
        check_taken(checker, state, inst);
}

static void step_return(struct checker *checker, struct flow_state *state,
                        const struct inst *inst) {
    check_taken(checker, state, inst);
    for (size_t i = 0; i < checker->func->vars.count; i++)
        if (may_leak(checker, state, (var_id)i))
            check_fail(checker, inst, "'%s' is not dropped before 'return'",
                       name_of(checker, (var_id)i));
}

/* ---- the walk ------------------------------------------------------------ */

static void owned_start(struct checker *checker, struct flow_state *state) {
    static const uint8_t first[] = {
        [VAR_LOCAL] = OUTSIDE, [VAR_PARAM] = LENT, [VAR_TEMP] = EMPTY};
    for (size_t i = 0; i < checker->func->vars.count; i++) {
        const struct var *var = var_of(checker, (var_id)i);
        state->vars[i] = var->consumed ? FULL : first[var->kind];
    }
}

static void owned_phi(struct checker *checker, struct flow_state *state,
                      const struct inst *phi, size_t index) {
    value_id operand = phi->operand[index];
    uint8_t states = *check_value(checker, state, operand);
    if (phi->result_owned)
        take(checker, state, phi, operand);
    else
        look_at(checker, state, phi, operand);
    *check_value(checker, state, phi->result) =
        passed_on(states, phi->result_owned);
}

static void step_cast(struct checker *checker, struct flow_state *state,
                      const struct inst *cast) {
    uint8_t states = *check_value(checker, state, cast->operand[0]);
    take_operands(checker, state, cast);
    *check_value(checker, state, cast->result) =
        passed_on(states, cast->result_owned);
}

/* What an instruction does to variables, and to what is borrowed from them. */
static void step_effect(struct checker *checker, struct flow_state *state,
                        const struct inst *inst) {
    switch (inst->op) {
    case OP_DECLARE:
        state->vars[inst->var] = EMPTY;
        break;
    case OP_LEAVE:
        step_leave(checker, state, inst);
        break;
    case OP_INIT:
    case OP_INIT_WEAK:
        step_init(checker, state, inst);
        break;
    case OP_STORE:
        step_store(checker, state, inst);
        break;
    case OP_STORE_WEAK:
        step_store_weak(checker, state, inst);
        break;
    case OP_POINT:
        step_point(checker, inst);
        break;
    case OP_MOVE:
        step_move(checker, state, inst);
        break;
    case OP_HOLD:
        step_hold(checker, state, inst);
        break;
    case OP_DROP:
        step_drop(checker, state, inst);
        break;
    case OP_GIVE_IF:
        step_give_if(checker, state, inst);
        break;
    case OP_DROP_IF:
        step_drop_if(checker, state, inst);
        break;
    case OP_COPY_PARAM:
        step_copy_param(checker, state, inst);
        break;
    case OP_RELEASE:
        lose_released(checker, state, inst);
        break;
    case OP_END_FULL:
        step_end_full(checker, state, inst);
        break;
    default:
        if (inst->releases)
            lose_released(checker, state, inst);
        break;
    }
}

static void owned_step(struct checker *checker, struct flow_state *state,
                       const struct inst *inst) {
    if ((op_table[inst->op].flags & FLAG_PLACE) && is_in_var(&inst->place))
        touch_var(checker, state, inst, inst->place.var);
    look_at_operands(checker, state, inst);
    if (inst->op == OP_CAST) {
        step_cast(checker, state, inst);
        return;
    }
    /* A value that is stored is borrowed from there once it is there. */
    bool into = taken_into(checker, inst) != NO_VAR;
    if (!into)
        take_operands(checker, state, inst);
    if (inst->op == OP_CALL && inst->releases)
        check_lasting(checker, state, inst);
    step_effect(checker, state, inst);
    if (into)
        take_operands(checker, state, inst);
    if (inst->op == OP_RETURN)
        step_return(checker, state, inst);
    if (inst->result)
        make_result(checker, state, inst);
}

/* ---- gifts --------------------------------------------------------------- */

/* Does the value come out of the variable, as it is? */
static bool comes_from(const struct checker *checker, value_id value,
                       var_id var) {
    const struct inst *def = checker->func->defs.at[value];
    while (def->op == OP_CAST)
        def = checker->func->defs.at[def->operand[0]];
    return (def->op == OP_HOLD && def->var == var) ||
           (def->op == OP_LOAD && def->place.kind == PLACE_VAR &&
            def->place.var == var);
}

/* Each operand that may be consumed has its `give_if`, in their order; but for
 * NULL, whose value no instruction releases. */
static size_t check_gifts(struct checker *checker, const struct block *block,
                          size_t index) {
    const struct inst *call = block->insts.at[index];
    for (size_t i = 0; call->maybe && i < call->operand_count; i++) {
        if (!inst_gives(checker->func, call, i))
            continue;
        const struct inst *give = index + 1 < block->insts.count
                                      ? block->insts.at[++index]
                                      : NULL;
        if (!give || give->op != OP_GIVE_IF ||
            !comes_from(checker, call->operand[i], give->var))
            check_fail(checker, call,
                       "%%%u may be consumed, and nobody gives it away",
                       call->operand[i]);
    }
    return index;
}

static void check_all_gifts(struct checker *checker) {
    for (size_t b = 0; b < checker->order_count; b++) {
        const struct block *block = checker->func->blocks.at[checker->order[b]];
        for (size_t i = 0; i < block->insts.count; i++) {
            i = check_gifts(checker, block, i);
            if (i + 1 < block->insts.count &&
                block->insts.at[i + 1]->op == OP_GIVE_IF)
                check_fail(checker, block->insts.at[i + 1],
                           "nothing is given away here");
        }
    }
}

/* ---- hazards ------------------------------------------------------------- */

struct hazards {
    struct checker *checker;
    uint32_t *uses; /* by value_id */
    const struct inst *
        *user;             /* by value_id: one of them, no RETAIN if possible */
    struct stored *stored; /* by full_id */
};

/* The variables that a full expression stores to. */
struct stored {
    VEC(var_id) vars;
};

static void count_use(struct hazards *hazards, const struct inst *user,
                      value_id value) {
    hazards->uses[value]++;
    if (user->op != OP_RETAIN || !hazards->user[value])
        hazards->user[value] = user;
}

static void note_store(struct hazards *hazards, const struct inst *inst) {
    bool stores = inst->op == OP_STORE || inst->op == OP_INIT ||
                  inst->op == OP_STORE_WEAK || inst->op == OP_INIT_WEAK;
    if (stores && is_in_var(&inst->place))
        VEC_PUSH(hazards->checker->arena, hazards->stored[inst->full].vars,
                 inst->place.var);
}

static void note_insts(struct hazards *hazards, const struct block *block) {
    for (size_t i = 0; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        for (size_t k = 0; k < inst->operand_count; k++)
            count_use(hazards, inst, inst->operand[k]);
        if (check_has_base(inst))
            count_use(hazards, inst, inst->place.base);
        note_store(hazards, inst);
    }
}

static bool is_harmless(const struct hazards *hazards,
                        const struct inst *load) {
    const struct stored *stored = &hazards->stored[load->full];
    for (size_t i = 0; i < stored->vars.count; i++)
        if (stored->vars.at[i] == load->place.var)
            return false;
    return is_steady_place(hazards->checker, &load->place);
}

/* Are the RETAINs directly behind the load all of its uses? */
static bool is_retained(const struct hazards *hazards,
                        const struct block *block, size_t index) {
    value_id value = block->insts.at[index]->result;
    uint32_t retains = 0;
    for (size_t i = index + 1; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        if (inst->op != OP_RETAIN || inst->operand[0] != value)
            break;
        retains++;
    }
    return hazards->uses[value] == retains;
}

static void check_hazard(struct hazards *hazards, const struct block *block,
                         size_t index) {
    const struct inst *load = block->insts.at[index];
    if (!load->hazard || !load->result || load->result_owned)
        return;
    if (is_retained(hazards, block, index) ||
        (load->op == OP_LOAD && is_harmless(hazards, load)))
        return;
    check_fail(hazards->checker, hazards->user[load->result],
               "%%%u is used, but something unsequenced may release it",
               load->result);
}

static void check_hazards(struct checker *checker) {
    const struct func *func = checker->func;
    struct hazards hazards = {
        .checker = checker,
        .uses = ARENA_ARRAY(checker->arena, uint32_t, func->defs.count),
        .user =
            ARENA_ARRAY(checker->arena, const struct inst *, func->defs.count),
        .stored =
            ARENA_ARRAY(checker->arena, struct stored, func->fulls.count + 1)};
    for (size_t b = 0; b < checker->order_count; b++)
        note_insts(&hazards, func->blocks.at[checker->order[b]]);
    for (size_t b = 0; b < checker->order_count; b++) {
        const struct block *block = func->blocks.at[checker->order[b]];
        for (size_t i = 0; i < block->insts.count; i++)
            check_hazard(&hazards, block, i);
    }
}

void check_owned(struct checker *checker) {
    static const struct flow flow = {UNMADE, owned_start, owned_phi,
                                     owned_step};
    size_t values = checker->func->defs.count;
    struct owned owned = {
        .origins = ARENA_ARRAY(checker->arena, struct origin, values),
        .held = ARENA_ARRAY(checker->arena, struct held,
                            checker->func->fulls.count + 1),
        .dying = ARENA_ARRAY(checker->arena, bool, values)};
    checker->own = &owned;
    owned.quiet = check_quiet(checker);
    find_origins(checker);
    check_flow(checker, &flow);
    check_hazards(checker);
    check_all_gifts(checker);
    checker->own = NULL;
}
