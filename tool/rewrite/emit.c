/* Emission of one function: its instructions in turn, and the start of its
 * body, where its temporaries are declared.
 *
 * Code that nothing leads to carries no counts, but it has to compile: of it
 * only the making of objects is spelled. */
#include "rewrite/emitter.h"

#include <string.h>

void emit_error(struct emitter *emitter, enum diag_code code,
                struct range range, const char *mend, const char *what, ...) {
    va_list args;
    if (emitter->failed)
        return;
    emitter->failed = true;
    va_start(args, what);
    const char *text = arena_vprintf(emitter->arena, what, args);
    va_end(args);
    diag_report(emitter->diags, code, unit_place_of(emitter->unit, range), mend,
                "%s", text);
}

/* ---- the start of the body ---------------------------------------------- */

/* What lowering made up: the names that it chose are free. */
static void declare_hidden(struct emission *em) {
    const struct func *func = em->func;
    for (size_t i = 0; i < func->vars.count; i++) {
        const struct var *var = &func->vars.at[i];
        if (var->kind == VAR_LOCAL && !var->decl &&
            !var->keeps_for)
            emit_local(em, var->type, var->name, em->function->body->range);
    }
}

/* Temporaries and companions keep the names that the dumps show, unless
 * taken. */
/* The optimiser may have left nothing to a temporary. By var_id. */
static const bool *find_used(const struct func *func) {
    bool *used = ARENA_ARRAY(func->arena, bool, func->vars.count + 1);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++)
            if (block->insts.at[i]->op == OP_HOLD)
                used[block->insts.at[i]->var] = true;
    }
    return used;
}

static void declare_temps(struct emission *em) {
    const struct func *func = em->func;
    const bool *used = find_used(func);
    em->names =
        ARENA_ARRAY(em->emitter->arena, const char *, func->vars.count + 1);
    for (size_t i = 0; i < func->vars.count; i++) {
        const struct var *var = &func->vars.at[i];
        if (var->kind == VAR_TEMP ? !used[i] : !var->keeps_for)
            continue;
        em->names[i] = emit_name(em, var->name,
                                 var->keeps_for ? "tally_k" : "tally_t");
        emit_local(em, var->type, em->names[i], em->function->body->range);
    }
}

/* The '{' of the body, which digraphs and trigraphs make longer. */
static struct range opening_brace(const struct emission *em) {
    struct range range = em->function->body->range;
    const char *text =
        range.file == 0 ? em->emitter->unit->text + range.begin : "{";
    range.end = range.begin + (*text == '<' ? 2 : *text == '?' ? 3 : 1);
    range.end_macro = range.begin_macro;
    return range;
}

/* `__label__ again, done;` (GNU), which nothing may stand before. */
static bool declares_labels(const struct emission *em,
                            const struct node *node) {
    static const char word[] = "__label__";
    const char *text = em->emitter->unit->text;
    return node && node->kind == NODE_DECLARATION && node->child_count == 0 &&
           node->range.file == 0 &&
           strncmp(text + node->range.begin, word, sizeof word - 1) == 0;
}

/* What the first operations of the function stand behind. */
static struct range entry_of(const struct emission *em) {
    const struct node *body = em->function->body;
    size_t labels = 0;
    while (labels < body->child_count &&
           declares_labels(em, body->child[labels]))
        labels++;
    return labels ? body->child[labels - 1]->range : opening_brace(em);
}

static void write_entry(struct emission *em) {
    struct text *text = &em->declarations;
    text_add(em->emitter->arena, text, "%s", text_get(&em->entry));
    if (text->count)
        edits_behind(em->emitter->edits, entry_of(em), text_get(text));
}

/* ---- the walk ----------------------------------------------------------- */

static void emit_inst(struct emission *em, const struct inst *inst) {
    if (inst->op == OP_LEAVE)
        return;
    if (inst->op == OP_DROP_IF) {
        emit_drop_if(em, inst);
        return;
    }
    if (inst->op == OP_DISOWN || inst->op == OP_EXIT) {
        (inst->op == OP_EXIT ? emit_exit : emit_disown)(em, inst);
        return;
    }
    if (inst->op == OP_RETURN && inst->node)
        emit_return(em, inst);
    if (inst->op != OP_DROP)
        emit_way_out(em);
    if (inst->op == OP_DROP)
        emit_drop(em, inst);
    else if (inst->op == OP_END_FULL)
        emit_end_full(em, inst);
    else if (inst->op == OP_OWN)
        emit_own(em, inst);
    else
        emit_op(em, inst);
}

static void emit_block(struct emission *em, const struct block *block) {
    for (size_t i = 0; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        if (block->reachable || inst->op == OP_NEW || inst->op == OP_CALL)
            emit_inst(em, inst);
    }
    emit_way_out(em);
}

static void collect_declarations(struct emission *em, struct node *node,
                                 struct node *scope, struct node *loop) {
    if (!node)
        return;
    if (node->kind == NODE_COMPOUND || node->kind == NODE_FOR)
        scope = node;
    if (node->kind == NODE_STATEMENT_EXPR && node->child_count == 1)
        VEC_PUSH(em->emitter->arena, em->statement_expressions, node->child[0]);
    for (size_t i = 0; i < node->decl_count; i++) {
        struct declaration declaration = {node->decls[i], node, scope, loop};
        VEC_PUSH(em->emitter->arena, em->declared, declaration);
        collect_declarations(em, node->decls[i]->init, scope, NULL);
    }
    for (size_t i = 0; i < node->child_count; i++)
        collect_declarations(em, node->child[i], scope,
                             node->kind == NODE_FOR && i == 0 ? node : NULL);
}

/* ---- pure functions ------------------------------------------------------ */

static bool is_count(enum op op) {
    return (op_table[op].flags & FLAG_PLACED) || op == OP_STORE ||
           op == OP_STORE_WEAK || op == OP_LOAD_WEAK || op == OP_NEW;
}

static bool has_counts(const struct func *func) {
    for (size_t i = 0; i < func->blocks.count; i++)
        for (size_t k = 0; k < func->blocks.at[i]->insts.count; k++)
            if (is_count(func->blocks.at[i]->insts.at[k]->op))
                return true;
    return false;
}

static void refuse_pure(struct emitter *emitter, const struct func *func) {
    const struct decl *decl = func->function->decl;
    if (decl->pure && has_counts(func))
        emit_error(emitter, TLY_PURE, decl->name_range,
                   "leave the attribute out: calls of it may not be merged",
                   "'%s' counts references, and its attributes say that it "
                   "has no effects",
                   decl->name);
}

bool emit_function(struct emitter *emitter, const struct func *func) {
    struct emission em = {
        .emitter = emitter, .func = func, .function = func->function};
    emitter->failed = false;
    emitter->function = func->function;
    refuse_pure(emitter, func);
    collect_declarations(&em, em.function->body, em.function->body, NULL);
    declare_hidden(&em);
    declare_temps(&em);
    emit_frame(&em);
    emit_roots_of(&em);
    emit_threads_of(&em);
    em.pairs = variant_pairs_find(em.function->body, emitter->arena);
    em.pad_names = ARENA_ARRAY(emitter->arena, const char *,
                               func->blocks.count + 1);
    emit_jumps(&em);
    for (size_t i = 0; i < func->blocks.count; i++)
        emit_block(&em, func->blocks.at[i]);
    emit_own_between(&em);
    emit_variants(&em);
    emit_loops(&em);
    write_entry(&em);
    emit_prelude(emitter, func->function);
    return !emitter->failed;
}

struct emitter *emitter_new(const struct unit *unit, struct edits *edits,
                            struct arena *arena, struct diags *diags) {
    struct emitter *emitter = ARENA_NEW(arena, struct emitter);
    emitter->unit = unit;
    emitter->edits = edits;
    emitter->arena = arena;
    emitter->diags = diags;
    for (int i = 0; i < 4; i++)
        emitter->refs[i] = bitset_new(arena, unit->records.count);
    for (int i = 0; i < 4; i++)
        emitter->volatile_refs[i] = bitset_new(arena, unit->records.count);
    emitter->thread_entries = bitset_new(arena, unit->decls.count);
    emitter->types = bitset_new(arena, unit->records.count);
    emitter->values = bitset_new(arena, unit->records.count);
    emitter->assigns = bitset_new(arena, unit->records.count);
    names_collect(emitter);
    roots_collect(emitter);
    emit_variables(emitter);
    return emitter;
}
