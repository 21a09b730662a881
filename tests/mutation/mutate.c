/* Mutations of a placed graph: listing those that there are, and making one. */
#include "mutate.h"

#include <string.h>

static const char *const kind_names[] = {
    [MUTATION_DROP] = "drop",   [MUTATION_DOUBLE] = "double",
    [MUTATION_LATER] = "later", [MUTATION_EARLIER] = "earlier",
    [MUTATION_POINT] = "point", [MUTATION_COPY] = "copy",
    [MUTATION_AGAIN] = "again",
};

/* ---- which there are ----------------------------------------------------- */

/* One that counts: the others are what the user wrote. */
static bool is_placed(const struct inst *inst) {
    return (op_table[inst->op].flags & FLAG_PLACED) && inst->op != OP_POINT;
}

static bool fills_variable(const struct func *func, const struct inst *inst) {
    return (inst->op == OP_STORE || inst->op == OP_INIT) &&
           inst->place.kind == PLACE_VAR && inst->operand_count == 1 &&
           func->vars.at[inst->place.var].ref == REF_STRONG &&
           func->defs.at[inst->operand[0]]->op != OP_NULL;
}

/* A phi, a terminator, or nothing at all. */
static bool is_fixed(const struct inst *inst) {
    return !inst || inst->op == OP_PHI ||
           (op_table[inst->op].flags & FLAG_TERMINATOR);
}

static const struct inst *inst_at(const struct block *block, size_t index) {
    return index < block->insts.count ? block->insts.at[index] : NULL;
}

static void add(struct mutations *all, struct arena *arena,
                const struct block *block, size_t index,
                enum mutation_kind kind, size_t operand) {
    struct mutation mutation = {block->id, index, kind, operand};
    VEC_PUSH(arena, all->at, mutation);
}

static void add_counting(struct mutations *all, struct arena *arena,
                         const struct block *block, size_t index) {
    add(all, arena, block, index, MUTATION_DROP, 0);
    add(all, arena, block, index, MUTATION_DOUBLE, 0);
    if (!is_fixed(inst_at(block, index + 1)))
        add(all, arena, block, index, MUTATION_LATER, 0);
    if (index > 0 && !is_fixed(inst_at(block, index - 1)))
        add(all, arena, block, index, MUTATION_EARLIER, 0);
}

/* Does the instruction move an owned value that no retain has made? */
static bool moves(const struct func *func, const struct inst *inst,
                  size_t operand) {
    const struct inst *def = func->defs.at[inst->operand[operand]];
    return inst_takes(inst, operand) && def->result_owned &&
           def->op != OP_RETAIN && def->op != OP_NULL;
}

static void add_moves(struct mutations *all, struct arena *arena,
                      const struct func *func, const struct block *block,
                      size_t index) {
    const struct inst *inst = block->insts.at[index];
    if (is_fixed(inst))
        return; /* nothing can be put behind a return, or between phis */
    for (size_t i = 0; i < inst->operand_count; i++) {
        if (!moves(func, inst, i))
            continue;
        add(all, arena, block, index, MUTATION_COPY, i);
        add(all, arena, block, index, MUTATION_AGAIN, i);
    }
}

struct mutations mutations_of(const struct func *func, struct arena *arena) {
    struct mutations all = {0};
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (fills_variable(func, inst))
                add(&all, arena, block, i, MUTATION_POINT, 0);
            if (is_placed(inst))
                add_counting(&all, arena, block, i);
            else
                add_moves(&all, arena, func, block, i);
        }
    }
    return all;
}

/* ---- making them -----------------------------------------------------------
 */

static void replace_value(struct func *func, value_id from, value_id to) {
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            struct inst *inst = block->insts.at[i];
            for (size_t k = 0; k < inst->operand_count; k++)
                if (inst->operand[k] == from)
                    inst->operand[k] = to;
            if (inst->place.base == from)
                inst->place.base = to;
        }
    }
}

static void leave_out(struct func *func, struct block *block, size_t index) {
    const struct inst *inst = block->insts.at[index];
    struct inst **at = block->insts.at;
    if (inst->result) {
        replace_value(func, inst->result, inst->operand[0]);
        func->defs.at[inst->result] = NULL;
    }
    block->insts.count--;
    memmove(at + index, at + index + 1,
            (block->insts.count - index) * sizeof *at);
}

/* A fresh instruction that stands for the same text as `like`. */
static struct inst *make_like(struct func *func, const struct inst *like,
                              enum op op, bool has_result) {
    struct inst *inst = func_make(func, op, has_result);
    inst->full = like->full;
    inst->type = like->type;
    inst->node = like->node;
    inst->range = like->range;
    inst->discarded = like->discarded;
    return inst;
}

static void make_twice(struct func *func, struct block *block, size_t index) {
    const struct inst *inst = block->insts.at[index];
    struct inst *twin = make_like(func, inst, inst->op, inst->result != 0);
    twin->var = inst->var;
    inst_set_operands(func, twin, inst->operand, inst->operand_count);
    block_insert(func, block, index + 1, twin);
}

static void swap(struct block *block, size_t index) {
    struct inst *first = block->insts.at[index];
    block->insts.at[index] = block->insts.at[index + 1];
    block->insts.at[index + 1] = first;
}

static bool takes_retain(const struct func *func, const struct inst *inst) {
    return inst->operand_count &&
           func->defs.at[inst->operand[0]]->op == OP_RETAIN;
}

static void remove_inst(struct func *func, const struct inst *inst) {
    for (size_t b = 0; b < func->blocks.count; b++) {
        struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++)
            if (block->insts.at[i] == inst) {
                leave_out(func, block, i);
                return;
            }
    }
}

/* A fill of the variable, or a drop: only `inst` itself is fixed. */
static void count_nothing(struct func *func, struct inst *inst, var_id var) {
    if (inst->op == OP_DROP && inst->var == var) {
        remove_inst(func, inst);
    } else if (fills_variable(func, inst) && inst->place.var == var) {
        const struct inst *retain = takes_retain(func, inst)
                                        ? func->defs.at[inst->operand[0]]
                                        : NULL;
        inst->op = OP_POINT;
        inst->var = NO_VAR;
        inst->releases = false;
        inst->takes = NULL;
        if (retain)
            remove_inst(func, retain);
    }
}

/* The variable owns nothing; nor do the retains that were made for it. */
static void only_point(struct func *func, var_id var) {
    func->vars.at[var].owned = false;
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = block->insts.count; i-- > 0;)
            if (i < block->insts.count)
                count_nothing(func, block->insts.at[i], var);
    }
}

/* Retains the operand in front, and gives that away. */
static void copy_operand(struct func *func, struct block *block,
                         const struct mutation *mutation) {
    struct inst *taker = block->insts.at[mutation->index];
    value_id *operand = &taker->operand[mutation->operand];
    struct inst *retain =
        make_like(func, func->defs.at[*operand], OP_RETAIN, true);
    retain->full = taker->full;
    inst_set_operands(func, retain, operand, 1);
    *operand = retain->result;
    block_insert(func, block, mutation->index, retain);
}

static void release_again(struct func *func, struct block *block,
                          const struct mutation *mutation) {
    const struct inst *taker = block->insts.at[mutation->index];
    struct inst *release = make_like(func, taker, OP_RELEASE, false);
    inst_set_operands(func, release, &taker->operand[mutation->operand], 1);
    block_insert(func, block, mutation->index + 1, release);
}

void mutation_apply(struct func *func, const struct mutation *mutation) {
    struct block *block = func->blocks.at[mutation->block];
    switch (mutation->kind) {
    case MUTATION_DROP:
        leave_out(func, block, mutation->index);
        break;
    case MUTATION_DOUBLE:
        make_twice(func, block, mutation->index);
        break;
    case MUTATION_LATER:
        swap(block, mutation->index);
        break;
    case MUTATION_EARLIER:
        swap(block, mutation->index - 1);
        break;
    case MUTATION_POINT:
        only_point(func, block->insts.at[mutation->index]->place.var);
        break;
    case MUTATION_COPY:
        copy_operand(func, block, mutation);
        break;
    case MUTATION_AGAIN:
        release_again(func, block, mutation);
        break;
    }
}

/* ---- names --------------------------------------------------------------- */

const char *mutation_name(const struct func *func,
                          const struct mutation *mutation,
                          struct arena *arena) {
    const char *name =
        arena_printf(arena, "%s:%u:%zu:%s", func->name, mutation->block,
                     mutation->index, kind_names[mutation->kind]);
    if (mutation->kind < MUTATION_COPY)
        return name;
    return arena_printf(arena, "%s.%zu", name, mutation->operand);
}

bool ir_mutate(struct func *func, const char *name) {
    struct mutations all = mutations_of(func, func->arena);
    for (size_t i = 0; i < all.at.count; i++) {
        const struct mutation *mutation = &all.at.at[i];
        if (strcmp(mutation_name(func, mutation, func->arena), name) != 0)
            continue;
        mutation_apply(func, mutation);
        return true;
    }
    return false;
}
