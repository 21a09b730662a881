/* Variables that are objects: each becomes a struct with a header in front of
 * the object.
 *
 *     Node head = {0}, *tail = &head;
 *
 * is written as
 *
 *     TALLY__VARIABLE(, Node) head = {.tally__object = {0}}; Node *tail =
 *         &head.tally__object; tally__variable_begin(head, tally__type_Node);
 *
 * on one line. These edits are the first of the unit, so that others go around
 * them. */
#include "rewrite/emitter.h"

#include <string.h>

/* ---- declarations --------------------------------------------------------- */

/* The struct has a tag at file scope, where it may be declared again. */
static const char *struct_text(struct emitter *emitter,
                               const struct object_declaration *it) {
    struct arena *arena = emitter->arena;
    const char *quals = it->is_const ? "const " : "";
    if (!it->decl->file_scope)
        return arena_printf(arena, "TALLY__VARIABLE(, %s%s)", quals, it->type);
    const char *tag =
        arena_printf(arena, "tally__variable_%s%s", it->is_const ? "const_" : "",
                     it->record->identifier);
    for (size_t i = 0; i < emitter->layouts.count; i++)
        if (strcmp(emitter->layouts.at[i], tag) == 0)
            return arena_printf(arena, "struct %s", tag);
    VEC_PUSH(arena, emitter->layouts, tag);
    return arena_printf(arena, "TALLY__VARIABLE(%s, %s%s)", tag, quals,
                        it->type);
}

static const char *initial_head(const struct object_declaration *it) {
    bool is_static = it->decl->file_scope || it->is_static;
    return is_static ? ".tally__head = TALLY__PINNED, " : "";
}

/* `extern` without an initialiser defines nothing. */
static void emit_initial(struct emitter *emitter,
                         const struct object_declaration *it) {
    const char *head = initial_head(it);
    struct edits *edits = emitter->edits;
    struct arena *arena = emitter->arena;
    if (it->initialised)
        edits_wrap(edits, it->decl->init->range,
                   arena_printf(arena, "{%s.tally__object = ", head), "}");
    else if (*head && !it->is_extern)
        edits_behind(edits, it->decl->declarator_end,
                     " = {.tally__head = TALLY__PINNED}");
    else if (!it->is_extern)
        edits_behind(edits, it->decl->declarator_end, " = {0}");
}

static void refuse_second(struct emitter *emitter,
                          const struct object_declaration *it) {
    const struct unit *unit = emitter->unit;
    for (size_t i = 0; i < unit->object_declarations.count; i++) {
        const struct object_declaration *other =
            &unit->object_declarations.at[i];
        if (other < it && other->decl == it->decl && other->type &&
            !other->is_extern && !it->is_extern)
            emit_error(emitter, TLY_OBJECT_VARIABLE, it->name,
                       "write extern in front of all but one",
                       "the object '%s' is defined twice", it->decl->name);
    }
}

static void emit_declaration(struct emitter *emitter,
                             const struct object_declaration *it) {
    struct arena *arena = emitter->arena;
    const char *storage = it->is_static   ? "static "
                          : it->is_extern ? "extern "
                                          : "";
    if (!it->type) { /* in a macro or a header: that comes first */
        edits_replace(emitter->edits, it->before, "");
        return;
    }
    refuse_second(emitter, it);
    edits_replace(emitter->edits, it->before,
                  arena_printf(arena, "%s%s%s%s", it->first ? "" : "; ",
                               storage, struct_text(emitter, it),
                               it->first ? "" : " "));
    emit_initial(emitter, it);
    if (it->followed && !it->by_object)
        edits_replace(emitter->edits, it->after,
                      arena_printf(arena, "; %s", it->specifiers));
}

/* ---- mentions ------------------------------------------------------------- */

static bool is_mentioned_before(const struct unit *unit, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (unit->object_mentions.at[i].file ==
                unit->object_mentions.at[index].file &&
            unit->object_mentions.at[i].begin ==
                unit->object_mentions.at[index].begin)
            return true;
    return false;
}

void emit_variables(struct emitter *emitter) {
    const struct unit *unit = emitter->unit;
    for (size_t i = 0; i < unit->object_declarations.count; i++)
        emit_declaration(emitter, &unit->object_declarations.at[i]);
    for (size_t i = 0; i < unit->object_mentions.count; i++)
        if (!is_mentioned_before(unit, i))
            edits_wrap(emitter->edits, unit->object_mentions.at[i], "",
                       ".tally__object");
}

/* ---- life ------------------------------------------------------------------ */

void emit_variable_begin(struct emission *em, const struct inst *inst) {
    const struct var *var = &em->func->vars.at[inst->var];
    const struct declaration *declaration = declaration_of(em, var);
    const char *type =
        need_type(em->emitter, var->type->inner->record, inst->range);
    edits_behind(em->emitter->edits, declaration->statement->range,
                 arena_printf(em->emitter->arena,
                              " tally__variable_begin(%s, %s);", var->name,
                              type));
}

const char *emit_variable_end(struct emission *em, const struct var *var,
                              const struct inst *inst, bool hidden) {
    if (hidden)
        emit_error(em->emitter, TLY_OBJECT_VARIABLE, inst->node->range,
                   "give the other one another name",
                   "a jump leaves the object '%s' from where its name means "
                   "something else",
                   var->name);
    return arena_printf(em->emitter->arena, "tally__variable_end(%s)",
                        var->name);
}
