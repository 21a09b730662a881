/* Variables that are given away are empty, and are not read again before they
 * are assigned: not in an operand of the same expression, which C does not
 * put in order, and not on any path from there. */
#include "ir/lower.h"

#include <string.h>

static bool is_variable(const struct inst *inst) {
    return (op_table[inst->op].flags & FLAG_PLACE) &&
           (inst->place.kind == PLACE_VAR || inst->place.kind == PLACE_PART);
}

/* ---- in one expression ---------------------------------------------------- */

static void report_conflict(struct lower *lo, const struct inst *other,
                            var_id var) {
    lower_error(lo, TLY_GIVEN_AWAY, other->node,
                "read it in a statement before",
                "'%s' is used in the expression that gives it away",
                lo->func->vars.at[var].name);
}

/* Operands nest: what was reported in an inner group is not again. */
static void find_conflict(struct lower *lo, struct operand_span span,
                          struct inst *move) {
    var_id var = move->place.var;
    for (uint32_t i = span.begin; i < span.end; i++) {
        const struct inst *inst = lo->made.at[i];
        if (!is_variable(inst) || inst->place.var != var || !inst->node)
            continue;
        report_conflict(lo, inst, var);
        move->hazard = true;
        return;
    }
}

void lower_move_conflicts(struct lower *lo, const struct operand_span *spans,
                          size_t count) {
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = spans[i].begin; k < spans[i].end; k++) {
            struct inst *move = lo->made.at[k];
            for (size_t j = 0; move->op == OP_MOVE && j < count; j++)
                if (j != i && !move->hazard)
                    find_conflict(lo, spans[j], move);
        }
}

/* ---- on a path ------------------------------------------------------------ */

/* By var_id: the instruction that may have emptied it, or NULL: a move, or a
 * call that may have consumed it, under which condition. */
struct emptied {
    const struct inst **by;
    bool reached;
};

struct moves {
    struct lower *lo;
    size_t var_count;
    struct emptied *ends; /* by block_id */
    struct emptied at;
    struct emptied edge; /* on the way into it */
    bool reporting;
};

static void report_read(struct moves *moves, const struct inst *inst) {
    const struct inst *by = moves->at.by[inst->place.var];
    struct place_in_text there =
        unit_place_of(moves->lo->unit, by->node->range);
    if (!moves->reporting || !inst->node)
        return;
    lower_error(moves->lo, TLY_GIVEN_AWAY, inst->node,
                "assign it before, or take a second reference to the object "
                "before it is given away",
                "'%s' is empty here: it may have been given away in line %u",
                moves->lo->func->vars.at[inst->place.var].name, there.line);
}

/* The variable of the user's whose content is given away, maybe, as this
 * operand; NO_VAR if it is something else, which stays where it is. */
static var_id given_var(const struct func *func, const struct inst *call,
                        size_t operand) {
    const struct inst *def = func->defs.at[call->operand[operand]];
    while (def->op == OP_CAST)
        def = func->defs.at[def->operand[0]];
    bool loads = def->op == OP_LOAD && def->place.kind == PLACE_VAR;
    const struct var *var = loads ? &func->vars.at[def->place.var] : NULL;
    return var && var->stable && var->decl && decl_is_given(var->decl)
               ? var->id
               : NO_VAR;
}

static void follow_call(struct moves *moves, const struct inst *call) {
    for (size_t i = 0; call->maybe && i < call->operand_count; i++) {
        var_id var = call->maybe[i] ? given_var(moves->lo->func, call, i)
                                    : NO_VAR;
        if (var != NO_VAR)
            moves->at.by[var] = call;
    }
}

/* What it was given under; one call may have several such arguments, but a
 * variable is given once. */
static const char *condition_of(const struct func *func,
                                const struct inst *call, var_id var) {
    size_t operand = 0;
    for (size_t i = 1; i < call->node->child_count; i++) {
        const struct node *callee = call->node->child[0];
        const struct type *type = callee->type;
        while (type && type->kind == TYPE_POINTER)
            type = type->inner;
        const char *condition = lower_gift(type, call->node, i);
        if (!condition)
            continue;
        while (operand < call->operand_count && !call->maybe[operand])
            operand++;
        if (operand < call->operand_count &&
            given_var(func, call, operand++) == var)
            return condition;
    }
    return NULL;
}

/* The branch that the edge from the block begins with, NULL if there is none,
 * or both of its ways are the same. */
static const struct inst *branch_of(const struct block *from) {
    const struct inst *branch = from->insts.at[from->insts.count - 1];
    if (branch->op != OP_BRANCH || from->successors.count != 2 ||
        from->successors.at[0] == from->successors.at[1])
        return NULL;
    return branch;
}

/* The way that a constant condition never takes: back from `while (0)`, which
 * ends many a macro, or out of `while (1)`. */
static bool is_never_taken(const struct block *from, const struct block *to) {
    const struct inst *branch = branch_of(from);
    const struct node *condition = branch ? branch->node : NULL;
    while (condition && condition->kind == NODE_PAREN)
        condition = condition->child[0];
    if (!condition || !condition->has_value)
        return false;
    return (condition->value != 0) != (from->successors.at[0] == to->id);
}

/* What a branch finds of the result may prove that a variable was kept. */
static void refine(struct moves *moves, const struct block *from,
                   const struct block *to) {
    const struct inst *branch = branch_of(from);
    bool edge = from->successors.at[0] == to->id;
    if (!branch)
        return;
    for (size_t i = 0; i < moves->var_count; i++) {
        const struct inst *by = moves->edge.by[i];
        const char *condition =
            by && by->op == OP_CALL
                ? condition_of(moves->lo->func, by, (var_id)i)
                : NULL;
        if (condition && lower_proves_kept(branch->node, edge, by, condition))
            moves->edge.by[i] = NULL;
    }
}

static void follow_inst(struct moves *moves, const struct inst *inst) {
    if (inst->op == OP_DECLARE) {
        moves->at.by[inst->var] = NULL;
        return;
    }
    if (inst->op == OP_CALL)
        follow_call(moves, inst);
    if (!is_variable(inst))
        return;
    const struct inst **by = &moves->at.by[inst->place.var];
    if ((inst->op == OP_LOAD || inst->op == OP_MOVE) && *by)
        report_read(moves, inst);
    if (inst->op == OP_MOVE)
        *by = inst;
    else if (inst->op == OP_STORE || inst->op == OP_INIT)
        *by = NULL;
}

static bool merge(struct moves *moves, struct emptied *to,
                  const struct emptied *from) {
    bool changed = !to->reached;
    to->reached = true;
    for (size_t i = 0; i < moves->var_count; i++) {
        if (to->by[i] || !from->by[i])
            continue;
        to->by[i] = from->by[i];
        changed = true;
    }
    return changed;
}

static const struct block *block_of(const struct moves *moves, block_id id) {
    return moves->lo->func->blocks.at[id];
}

static bool follow_block(struct moves *moves, const struct block *block) {
    bool reached = block->id == 0;
    memset(moves->at.by, 0, moves->var_count * sizeof *moves->at.by);
    for (size_t i = 0; i < block->predecessors.count; i++) {
        const struct block *from = block_of(moves, block->predecessors.at[i]);
        const struct emptied *end = &moves->ends[from->id];
        if (!end->reached || is_never_taken(from, block))
            continue;
        memcpy(moves->edge.by, end->by, moves->var_count * sizeof *end->by);
        refine(moves, from, block);
        merge(moves, &moves->at, &moves->edge);
        reached = true;
    }
    if (!reached)
        return false;
    for (size_t i = 0; i < block->insts.count; i++)
        follow_inst(moves, block->insts.at[i]);
    return merge(moves, &moves->ends[block->id], &moves->at);
}

static bool follow_all(struct moves *moves) {
    const struct func *func = moves->lo->func;
    bool changed = false;
    for (size_t i = 0; i < func->blocks.count; i++)
        changed |= follow_block(moves, func->blocks.at[i]);
    return changed;
}

void lower_moved(struct lower *lo) {
    size_t blocks = lo->func->blocks.count, vars = lo->func->vars.count;
    struct moves moves = {.lo = lo, .var_count = vars};
    moves.ends = ARENA_ARRAY(lo->arena, struct emptied, blocks + 1);
    for (size_t i = 0; i < blocks; i++)
        moves.ends[i].by =
            ARENA_ARRAY(lo->arena, const struct inst *, vars + 1);
    moves.at.by = ARENA_ARRAY(lo->arena, const struct inst *, vars + 1);
    moves.edge.by = ARENA_ARRAY(lo->arena, const struct inst *, vars + 1);
    while (follow_all(&moves))
        continue;
    moves.reporting = true;
    follow_all(&moves);
}
