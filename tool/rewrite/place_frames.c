/* The shadow stack: where each variable that owns something is put on it, and
 * taken off it again.
 *
 *   - temporaries, and parameters that are ours, are on it from the entry;
 *   - a local is put on it when its declaration has given it its first value:
 *     in front of the initialiser of the next one in the same declaration, or
 *     behind the whole;
 *   - it is taken off directly before it is dropped;
 *   - a return takes off all that is left, before the drops.
 *
 * So at each call everything that is owned is on the stack, or it belongs to
 * the expression that the call is in; lower_unwind.c has refused those that
 * would not be found. check_frames.c proves it. */
#include "ir/ir.h"
#include "rewrite/place.h"

/* What a block leaves to those behind it: the initialiser of a declaration may
 * have several. */
struct state {
    bool done;
    const struct node *statement;
    const var_id *waiting;
    size_t count;
};

struct framer {
    struct func *func;
    const struct node **statement_of; /* by decl id: its declaration */
    const struct node *statement;     /* of those that wait */
    VEC(var_id) waiting;              /* declared, but not on the stack yet */
    VEC(struct inst *) out;
    struct state *at_end; /* by block_id, of those that are done */
};

/* ---- declarations ---------------------------------------------------------- */

static void note_declarations(struct framer *framer, const struct node *node) {
    if (!node)
        return;
    for (size_t i = 0; i < node->decl_count; i++) {
        framer->statement_of[node->decls[i]->id] = node;
        note_declarations(framer, node->decls[i]->init);
    }
    for (size_t i = 0; i < node->child_count; i++)
        note_declarations(framer, node->child[i]);
}

/* Companions come and go with the raw variable that they keep for. */
static const struct node *statement_of(const struct framer *framer,
                                       var_id id) {
    const struct var *var = &framer->func->vars.at[id];
    const struct decl *decl = var->decl ? var->decl : var->keeps_for;
    return decl ? framer->statement_of[decl->id] : NULL;
}

/* ---- instructions ------------------------------------------------------------- */

static struct inst *insert(struct framer *framer, enum op op, full_id full,
                           const struct inst *like) {
    struct inst *inst = func_make(framer->func, op, false);
    inst->var = NO_VAR;
    inst->full = full;
    inst->node = like->node ? like->node : framer->func->function->body;
    inst->range = like->range;
    VEC_PUSH(framer->func->arena, framer->out, inst);
    return inst;
}

static void own(struct framer *framer, var_id var, full_id full,
                const struct inst *like) {
    insert(framer, OP_OWN, full, like)->var = var;
}

static void own_waiting(struct framer *framer, full_id full,
                        const struct inst *like, const struct decl *but) {
    size_t kept = 0;
    for (size_t i = 0; i < framer->waiting.count; i++) {
        var_id var = framer->waiting.at[i];
        if (but && framer->func->vars.at[var].decl == but)
            framer->waiting.at[kept++] = var;
        else
            own(framer, var, full, like);
    }
    framer->waiting.count = kept;
}

static bool is_owner(const struct var *var) {
    return var->owned;
}

/* Does the instruction belong to the declaration of those that wait? */
static bool in_declaration(const struct framer *framer,
                           const struct inst *inst) {
    const struct func *func = framer->func;
    if (inst->op == OP_DECLARE)
        return statement_of(framer, inst->var) == framer->statement;
    return inst->full != NO_FULL &&
           func->fulls.at[inst->full].kind == FULL_INIT &&
           func->fulls.at[inst->full].statement == framer->statement;
}

static void frame_declare(struct framer *framer, const struct inst *inst) {
    const struct var *var = &framer->func->vars.at[inst->var];
    const struct node *statement = statement_of(framer, inst->var);
    if (!is_owner(var))
        return;
    if (!statement) {
        own(framer, inst->var, NO_FULL, inst);
        return;
    }
    framer->statement = statement;
    VEC_PUSH(framer->func->arena, framer->waiting, inst->var);
}

/* `T *a = f(), *b = g();`: a is on the stack when g is called. */
static void frame_begin(struct framer *framer, const struct inst *inst) {
    const struct full *full = &framer->func->fulls.at[inst->full];
    if (full->kind == FULL_INIT && full->expr->kind != NODE_INIT_LIST &&
        full->statement == framer->statement)
        own_waiting(framer, inst->full, inst, full->decl);
}

/* The first of the drops that lead to a return, or the return. */
static size_t tail_of(const struct func *func, const struct block *block) {
    size_t at = block->insts.count - 1;
    if (block->insts.at[at]->op != OP_RETURN)
        return SIZE_MAX;
    for (; at > 0; at--) {
        const struct inst *before = block->insts.at[at - 1];
        bool leaves = before->op == OP_LEAVE || before->op == OP_DROP ||
                      before->op == OP_DROP_IF;
        if (!leaves || func->vars.at[before->var].kind == VAR_TEMP)
            break;
    }
    return at;
}

/* Goes on where a block in front of this one has ended. That with waiting
 * variables ends within their declaration, so all in front agree. */
static void enter_block(struct framer *framer, const struct block *block) {
    struct arena *arena = framer->func->arena;
    framer->waiting.count = 0;
    for (size_t i = 0; i < block->predecessors.count; i++) {
        const struct state *state =
            &framer->at_end[block->predecessors.at[i]];
        if (!state->done)
            continue;
        framer->statement = state->statement;
        for (size_t k = 0; k < state->count; k++)
            VEC_PUSH(arena, framer->waiting, state->waiting[k]);
        return;
    }
}

static void leave_block(struct framer *framer, const struct block *block) {
    struct state *state = &framer->at_end[block->id];
    var_id *waiting =
        ARENA_ARRAY(framer->func->arena, var_id, framer->waiting.count + 1);
    for (size_t i = 0; i < framer->waiting.count; i++)
        waiting[i] = framer->waiting.at[i];
    *state = (struct state){true, framer->statement, waiting,
                            framer->waiting.count};
}

static void frame_block(struct framer *framer, struct block *block) {
    size_t tail = tail_of(framer->func, block);
    enter_block(framer, block);
    framer->out.at = NULL;
    framer->out.count = framer->out.capacity = 0;
    for (size_t i = 0; i < block->insts.count; i++) {
        struct inst *inst = block->insts.at[i];
        if (framer->waiting.count && !in_declaration(framer, inst))
            own_waiting(framer, NO_FULL, inst, NULL);
        if (i == tail)
            insert(framer, OP_EXIT, NO_FULL, inst);
        bool drops = inst->op == OP_DROP &&
                     framer->func->vars.at[inst->var].kind != VAR_TEMP;
        if (drops && i < tail)
            insert(framer, OP_DISOWN, inst->full, inst)->var = inst->var;
        VEC_PUSH(framer->func->arena, framer->out, inst);
        if (inst->op == OP_DECLARE)
            frame_declare(framer, inst);
        if (inst->op == OP_BEGIN_FULL && framer->waiting.count)
            frame_begin(framer, inst);
    }
    leave_block(framer, block);
    block->insts.at = framer->out.at;
    block->insts.count = framer->out.count;
    block->insts.capacity = framer->out.capacity;
}

/* Does it ever hold anything? The optimiser leaves temporaries without use. */
static bool *find_held(const struct func *func) {
    bool *held = ARENA_ARRAY(func->arena, bool, func->vars.count + 1);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++)
            if (block->insts.at[i]->op == OP_HOLD)
                held[block->insts.at[i]->var] = true;
    }
    return held;
}

/* Owns all variables of that kind, in front of instruction `at` of the entry;
 * gives the place behind that. */
static size_t own_all(struct func *func, enum var_kind kind, size_t at) {
    const bool *held = find_held(func);
    for (size_t i = 0; i < func->vars.count; i++) {
        const struct var *var = &func->vars.at[i];
        if (!var->owned || var->kind != kind || (kind == VAR_TEMP && !held[i]))
            continue;
        struct inst *inst = func_make(func, OP_OWN, false);
        inst->var = (var_id)i;
        inst->node = func->function->body;
        inst->range = func->function->body->range;
        block_insert(func, func->blocks.at[0], at++, inst);
    }
    return at;
}

static void own_at_entry(struct func *func) {
    const struct block *entry = func->blocks.at[0];
    size_t at = own_all(func, VAR_TEMP, 0);
    while (entry->insts.at[at]->op == OP_COPY_PARAM)
        at++;
    own_all(func, VAR_PARAM, at);
}

/* Does it own anything, or does control come back to it? */
static bool needs_frame(const struct func *func) {
    for (size_t i = 0; i < func->vars.count; i++)
        if (is_owner(&func->vars.at[i]))
            return true;
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++)
            if (block->insts.at[i]->op == OP_CALL &&
                block->insts.at[i]->name &&
                is_setjmp(block->insts.at[i]->name))
                return true;
    }
    return false;
}

void place_frames(struct func *func) {
    struct framer framer = {.func = func};
    if (!func->unit->unwinds || !needs_frame(func))
        return;
    func->unwinds = true;
    framer.statement_of = ARENA_ARRAY(func->arena, const struct node *,
                                      func->unit->decls.count + 1);
    note_declarations(&framer, func->function->body);
    framer.at_end =
        ARENA_ARRAY(func->arena, struct state, func->blocks.count);
    size_t count;
    block_id *order = cfg_order(func, func->arena, &count);
    for (size_t i = 0; i < count; i++)
        frame_block(&framer, func->blocks.at[order[i]]);
    own_at_entry(func);
}
