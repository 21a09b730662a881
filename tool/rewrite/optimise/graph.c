#include "rewrite/optimise/graph.h"

bool inst_mentions(const struct inst *inst, var_id var) {
    unsigned flags = op_table[inst->op].flags;
    bool placed = (flags & FLAG_PLACE) && (inst->place.kind == PLACE_VAR ||
                                           inst->place.kind == PLACE_PART);
    return (placed && inst->place.var == var) ||
           ((flags & FLAG_VAR) && inst->var == var);
}

bool inst_uses(const struct inst *inst, value_id value) {
    for (size_t i = 0; i < inst->operand_count; i++)
        if (inst->operand[i] == value)
            return true;
    return inst->place.base == value;
}

size_t *count_uses(const struct func *func) {
    size_t *uses = ARENA_ARRAY(func->arena, size_t, func->defs.count + 1);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            for (size_t k = 0; k < inst->operand_count; k++)
                uses[inst->operand[k]]++;
            uses[inst->place.base]++;
        }
    }
    return uses;
}

struct span *find_spans(const struct func *func) {
    struct span *spans =
        ARENA_ARRAY(func->arena, struct span, func->fulls.count + 1);
    for (size_t i = 0; i < func->fulls.count; i++)
        spans[i] = (struct span){func->blocks.count, 0};
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            full_id full = block->insts.at[i]->full;
            if (full == NO_FULL)
                continue;
            if (spans[full].first > b)
                spans[full].first = b;
            spans[full].last = b;
        }
    }
    return spans;
}

void block_remove(struct block *block, size_t index) {
    block->insts.count--;
    for (size_t i = index; i < block->insts.count; i++)
        block->insts.at[i] = block->insts.at[i + 1];
}

static void replace_in(struct inst *inst, value_id old, value_id new) {
    for (size_t k = 0; k < inst->operand_count; k++)
        if (inst->operand[k] == old)
            inst->operand[k] = new;
    if (inst->place.base == old)
        inst->place.base = new;
}

void replace_value(struct func *func, struct span where, value_id old,
                   value_id new) {
    for (size_t b = where.first; b <= where.last; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++)
            replace_in(block->insts.at[i], old, new);
    }
}
