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

/* ---- names -------------------------------------------------------------- */

static void collect_taken_names(struct emitter *emitter) {
    const struct unit *unit = emitter->unit;
    for (size_t i = 0; i < unit->decls.count; i++) {
        const char *name = unit->decls.at[i]->name;
        if (name && strncmp(name, "tally_", 6) == 0)
            VEC_PUSH(emitter->arena, emitter->taken, name);
    }
}

static bool is_taken(const struct emitter *emitter, const char *name) {
    for (size_t i = 0; i < emitter->taken.count; i++)
        if (strcmp(emitter->taken.at[i], name) == 0)
            return true;
    return false;
}

const char *emit_numbered_name(struct emission *em, const char *stem) {
    const char *name;
    do
        name = arena_printf(em->emitter->arena, "%s%u", stem, ++em->numbers);
    while (is_taken(em->emitter, name));
    return name;
}

/* The numbers of temporaries are those of variables at most. */
const char *emit_name(struct emission *em, const char *name, const char *stem) {
    struct arena *arena = em->emitter->arena;
    while (is_taken(em->emitter, name))
        name = arena_printf(arena, "%s%zu", stem,
                            em->func->vars.count + ++em->numbers);
    return name;
}

const char *emit_local(struct emission *em, const struct type *type,
                       const char *name, struct range where) {
    struct emitter *emitter = em->emitter;
    if (type->unqualified)
        type = type->unqualified;
    const char *declared = type_declare(emitter->arena, type, name);
    if (!declared) {
        emit_error(emitter, TLY_TYPE_NAME, where,
                   "give the type a name, outside of functions",
                   "a temporary of this type cannot be declared");
        return NULL;
    }
    text_add(emitter->arena, &em->declarations, " %s%s;", declared,
             type_is_reference(type) ? " = 0" : "");
    return name;
}

/* ---- the start of the body ---------------------------------------------- */

/* Temporaries keep the names that the dumps show, unless taken. */
static void declare_temps(struct emission *em) {
    const struct func *func = em->func;
    em->temp_names =
        ARENA_ARRAY(em->emitter->arena, const char *, func->vars.count + 1);
    for (size_t i = 0; i < func->vars.count; i++) {
        const struct var *var = &func->vars.at[i];
        if (var->kind != VAR_TEMP)
            continue;
        em->temp_names[i] = emit_name(em, var->name, "tally_t");
        emit_local(em, var->type, em->temp_names[i], em->function->body->range);
    }
}

/* The '{' of the body, which digraphs and trigraphs make longer. */
static struct range opening_brace(const struct emission *em) {
    struct range range = em->function->body->range;
    const char *text = em->emitter->unit->text + range.begin;
    uint32_t length = *text == '<' ? 2 : *text == '?' ? 3 : 1;
    range.end = range.begin + (range.file == 0 ? length : 1);
    range.end_macro = range.begin_macro;
    return range;
}

static void write_entry(struct emission *em) {
    struct text *text = &em->declarations;
    text_add(em->emitter->arena, text, "%s", text_get(&em->entry));
    if (text->count)
        edits_behind(em->emitter->edits, opening_brace(em), text_get(text));
}

/* ---- the walk ----------------------------------------------------------- */

static void emit_inst(struct emission *em, const struct inst *inst) {
    if (inst->op == OP_LEAVE)
        return;
    if (inst->op == OP_RETURN && inst->node)
        emit_return(em, inst);
    if (inst->op != OP_DROP)
        emit_way_out(em);
    if (inst->op == OP_DROP)
        emit_drop(em, inst);
    else if (inst->op == OP_END_FULL)
        emit_end_full(em, inst);
    else
        emit_op(em, inst);
}

static void emit_block(struct emission *em, const struct block *block) {
    for (size_t i = 0; i < block->insts.count; i++) {
        const struct inst *inst = block->insts.at[i];
        if (block->reachable || inst->op == OP_NEW)
            emit_inst(em, inst);
    }
    emit_way_out(em);
}

static void collect_for_declarations(struct emission *em, struct node *node) {
    if (!node)
        return;
    if (node->kind == NODE_FOR && node->child[0] &&
        node->child[0]->kind == NODE_DECLARATION)
        VEC_PUSH(em->emitter->arena, em->for_declarations, node->child[0]);
    for (size_t i = 0; i < node->child_count; i++)
        collect_for_declarations(em, node->child[i]);
}

bool emit_function(struct emitter *emitter, const struct func *func) {
    struct emission em = {
        .emitter = emitter, .func = func, .function = func->function};
    emitter->failed = false;
    emitter->function = func->function;
    collect_for_declarations(&em, func->function->body);
    declare_temps(&em);
    emit_roots_of(&em);
    for (size_t i = 0; i < func->blocks.count; i++)
        emit_block(&em, func->blocks.at[i]);
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
    emitter->types = bitset_new(arena, unit->records.count);
    collect_taken_names(emitter);
    roots_collect(emitter);
    return emitter;
}
