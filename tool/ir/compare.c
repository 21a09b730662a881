/* Translation validation: the placed form and the one read back from the
 * emitted text are written as lists of steps, and the lists must be equal.
 *
 * A step is an instruction that makes, counts, stores or releases something.
 * Values and temporaries are numbered anew in the order of their making, the
 * user's variables go by name, so that the two need not agree in anything
 * else. */
#include "ir/ir.h"

#include <string.h>

struct steps {
    const struct func *func;
    struct arena *arena;
    uint32_t *number; /* value_id → its number */
    uint32_t next;
    uint32_t *temp; /* var_id of a temporary → its number; 0 none yet */
    uint32_t next_temp;
    VEC(const char *) at;
};

static bool is_step(const struct inst *inst) {
    switch (inst->op) {
    case OP_USE:
    case OP_DECLARE:
    case OP_LEAVE:
    case OP_BEGIN_FULL:
    case OP_END_FULL:
    case OP_JUMP:
    case OP_BRANCH:
    case OP_SWITCH:
    case OP_UNREACHABLE: return false;
    default: return true;
    }
}

static const char *variable(struct steps *steps, var_id id) {
    const struct var *var = &steps->func->vars.at[id];
    if (var->kind != VAR_TEMP)
        return var->name;
    if (!steps->temp[id])
        steps->temp[id] = ++steps->next_temp;
    return arena_printf(steps->arena, "temporary %u", steps->temp[id]);
}

static const char *subject(struct steps *steps, const struct inst *inst) {
    if (op_table[inst->op].flags & FLAG_VAR && inst->var != NO_VAR)
        return variable(steps, inst->var);
    if (op_table[inst->op].flags & FLAG_PLACE)
        return inst->place.name ? inst->place.name : "?";
    return inst->name ? inst->name : "";
}

static void add_step(struct steps *steps, const struct inst *inst) {
    const char *line =
        arena_printf(steps->arena, "%s %s", op_table[inst->op].text,
                     subject(steps, inst));
    for (size_t i = 0; i < inst->operand_count; i++)
        line = arena_printf(steps->arena, "%s %%%u", line,
                            steps->number[inst->operand[i]]);
    if (inst->result) {
        steps->number[inst->result] = ++steps->next;
        line = arena_printf(steps->arena, "%%%u = %s", steps->next, line);
    }
    VEC_PUSH(steps->arena, steps->at, line);
}

static struct steps steps_of(const struct func *func, struct arena *arena) {
    struct steps steps = {.func = func, .arena = arena};
    steps.number = ARENA_ARRAY(arena, uint32_t, func->defs.count + 1);
    steps.temp = ARENA_ARRAY(arena, uint32_t, func->vars.count + 1);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++)
            if (is_step(block->insts.at[i]))
                add_step(&steps, block->insts.at[i]);
    }
    return steps;
}

bool ir_equal(const struct func *placed, const struct func *emitted,
              struct arena *arena, const char **difference) {
    struct steps a = steps_of(placed, arena), b = steps_of(emitted, arena);
    for (size_t i = 0; i < a.at.count || i < b.at.count; i++) {
        const char *left = i < a.at.count ? a.at.at[i] : "nothing";
        const char *right = i < b.at.count ? b.at.at[i] : "nothing";
        if (strcmp(left, right) == 0)
            continue;
        *difference = arena_printf(
            arena, "step %zu: placed '%s', emitted '%s'", i + 1, left, right);
        return false;
    }
    return true;
}
