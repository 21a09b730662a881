/* Building graphs: how functions, blocks, variables and instructions are made.
 *
 * Everything lives in the arena of its function and is never freed on its own.
 * What an instruction is by default comes from ops.def; a maker changes only
 * what differs (a callee that releases nothing, a cast of an owned value). */
#include "ir/func.h"

#include "base/diag.h"

#include <string.h>

const struct op_info op_table[OP_COUNT] = {
#define OP(name, text, result, operands, flags) \
    [OP_##name] = {text, RESULT_##result, OPERANDS_##operands, flags},
#include "ir/ops.def"
#undef OP
};

struct func *func_new(struct arena *arena, const char *name) {
    struct func *func = ARENA_NEW(arena, struct func);
    func->arena = arena;
    func->name = arena_strdup(arena, name);
    VEC_PUSH(arena, func->defs, NULL);
    return func;
}

struct block *func_add_block(struct func *func) {
    struct block *block = ARENA_NEW(func->arena, struct block);
    block->id = (block_id)func->blocks.count;
    VEC_PUSH(func->arena, func->blocks, block);
    return block;
}

/* The name that the next temporary gets: they count from 1. */
static const char *temp_name(const struct func *func) {
    size_t number = 1;
    for (size_t i = 0; i < func->vars.count; i++)
        if (func->vars.at[i].kind == VAR_TEMP)
            number++;
    return arena_printf(func->arena, "tally_t%zu", number);
}

var_id func_add_var(struct func *func, struct var var) {
    var.id = (var_id)func->vars.count;
    if (!var.name && var.kind == VAR_TEMP)
        var.name = temp_name(func);
    VEC_PUSH(func->arena, func->vars, var);
    return var.id;
}

struct inst *func_make(struct func *func, enum op op, bool has_result) {
    const struct op_info *info = &op_table[op];
    struct inst *inst = ARENA_NEW(func->arena, struct inst);
    inst->op = op;
    inst->result_owned = has_result && info->result == RESULT_OWNED;
    inst->releases = (info->flags & FLAG_RELEASES) != 0;
    inst->place.var = NO_VAR;
    inst->var = NO_VAR;
    inst->full = NO_FULL;
    inst->range.begin_macro = NO_MACRO;
    inst->range.end_macro = NO_MACRO;
    inst->seq = func->next_seq++;
    if (has_result) {
        inst->result = (value_id)func->defs.count;
        VEC_PUSH(func->arena, func->defs, inst);
    }
    return inst;
}

struct inst *func_append(struct func *func, struct block *block, enum op op,
                         bool has_result) {
    struct inst *inst = func_make(func, op, has_result);
    VEC_PUSH(func->arena, block->insts, inst);
    return inst;
}

void block_insert(struct func *func, struct block *block, size_t index,
                  struct inst *inst) {
    if (index > block->insts.count)
        BUG("insertion at %zu of %zu instructions", index, block->insts.count);
    VEC_PUSH(func->arena, block->insts, inst);
    struct inst **at = block->insts.at;
    memmove(at + index + 1, at + index,
            (block->insts.count - 1 - index) * sizeof *at);
    at[index] = inst;
}

void inst_set_operands(struct func *func, struct inst *inst,
                       const value_id *operands, size_t count) {
    inst->operand = ARENA_ARRAY(func->arena, value_id, count);
    inst->operand_count = count;
    for (size_t i = 0; i < count; i++)
        inst->operand[i] = operands[i];
}

bool inst_gives(const struct func *func, const struct inst *inst,
                size_t index) {
    if (!inst->maybe || !inst->maybe[index])
        return false;
    const struct inst *def = func->defs.at[inst->operand[index]];
    while (def->op == OP_CAST)
        def = func->defs.at[def->operand[0]];
    return def->op != OP_NULL;
}

bool inst_takes(const struct inst *inst, size_t index) {
    if (inst->takes)
        return inst->takes[index];
    /* These pass on what they are given: +1 in, +1 out. */
    if (op_table[inst->op].result == RESULT_SAME)
        return inst->result_owned;
    return op_table[inst->op].operands == OPERANDS_TAKE;
}
