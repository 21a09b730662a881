/* The unit's static places: variables of file scope, and static variables of
 * blocks, that hold references. The runtime releases them at exit.
 *
 * The table of places stands at the end of the text, where all of file scope
 * is known; a block's variable has no name there, so its block enters it. A
 * constructor registers the table; where none runs, the functions that
 * mention a static place register it when they are entered. Variables that
 * another unit defines are in the table for that case only (TALLY__FOREIGN):
 * their own unit may have no such function. */
#include "rewrite/emitter.h"

#include <inttypes.h>
#include <string.h>

/* ---- which -------------------------------------------------------------- */

bool root_is_constant(const struct type *type) {
    while (type->kind == TYPE_ARRAY && !(type->quals & QUAL_CONST))
        type = type->inner;
    return (type->quals & QUAL_CONST) != 0;
}

static bool is_static_place(const struct decl *decl) {
    bool is_static = decl->file_scope || decl->storage == STORAGE_STATIC ||
                     decl->storage == STORAGE_EXTERN;
    if (decl->is_object)
        return decl->kind == DECL_VARIABLE && is_static && decl->defined;
    return decl->kind == DECL_VARIABLE && is_static &&
           !decl->thread_local_ && type_holds_references(decl->type) &&
           decl->type->size > 0 && !root_is_constant(decl->type);
}

static bool is_foreign(const struct decl *decl) {
    if (decl->storage == STORAGE_STATIC)
        return false;
    return !decl->file_scope || !decl->defined;
}

static void mark_mentioned(const struct node *node, struct bitset *mentioned) {
    if (!node)
        return;
    if (node->kind == NODE_NAME && node->decl)
        bitset_add(mentioned, node->decl->id);
    for (size_t i = 0; i < node->decl_count; i++)
        mark_mentioned(node->decls[i]->init, mentioned);
    for (size_t i = 0; i < node->child_count; i++)
        mark_mentioned(node->child[i], mentioned);
}

static void add_roots(struct emitter *emitter, bool foreign,
                      const struct bitset *mentioned) {
    const struct unit *unit = emitter->unit;
    for (size_t i = 0; i < unit->decls.count; i++) {
        const struct decl *decl = unit->decls.at[i];
        if (!is_static_place(decl) || is_foreign(decl) != foreign ||
            (foreign && !bitset_has(mentioned, decl->id)))
            continue;
        struct root root = {decl, !decl->file_scope && !foreign, foreign};
        VEC_PUSH(emitter->arena, emitter->roots, root);
        emitter->root_of[decl->id] = (uint32_t)emitter->roots.count;
    }
}

void roots_collect(struct emitter *emitter) {
    const struct unit *unit = emitter->unit;
    struct bitset mentioned = bitset_new(emitter->arena, unit->decls.count);
    for (size_t i = 0; i < unit->functions.count; i++)
        mark_mentioned(unit->functions.at[i]->body, &mentioned);
    emitter->root_of =
        ARENA_ARRAY(emitter->arena, uint32_t, unit->decls.count + 1);
    add_roots(emitter, false, &mentioned);
    add_roots(emitter, true, &mentioned);
}

/* What takes the qualifiers of a static place's address away. */
static const char *place_cast(const struct decl *decl) {
    const struct type *type = decl->type;
    while (type->kind == TYPE_ARRAY && !type->quals)
        type = type->inner;
    return type->quals & QUAL_VOLATILE ? "(void *)" : "";
}

const char *root_place_text(struct emitter *emitter,
                            const struct decl *decl) {
    if (decl->is_object)
        return arena_printf(emitter->arena, "(char *)&%s + 2", decl->name);
    return arena_printf(emitter->arena, "%s&%s", place_cast(decl), decl->name);
}

/* ---- in functions ------------------------------------------------------- */

static bool mentions_roots(const struct emitter *emitter,
                           const struct node *node) {
    if (!node)
        return false;
    if (node->kind == NODE_NAME && node->decl &&
        emitter->root_of[node->decl->id])
        return true;
    for (size_t i = 0; i < node->decl_count; i++)
        if (emitter->root_of[node->decls[i]->id] ||
            mentions_roots(emitter, node->decls[i]->init))
            return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (mentions_roots(emitter, node->child[i]))
            return true;
    return false;
}

static void declare_tables(struct emitter *emitter) {
    if (emitter->roots_declared)
        return;
    emitter->roots_declared = true;
    text_add(emitter->arena, &emitter->prelude,
             "static struct tally_root tally__roots[%zu];\n"
             "static struct tally_unit tally__unit;\n",
             emitter->roots.count);
}

static bool is_within(const struct node *node, uint32_t offset) {
    return node->range.begin <= offset && offset < node->range.end;
}

static bool has_address(const struct node *node, const void *label) {
    bool found = false;
    if (!node)
        return false;
    if (node->kind == NODE_LABEL_ADDRESS && node->label == label)
        return true;
    for (size_t i = 0; i < node->decl_count && !found; i++)
        found = has_address(node->decls[i]->init, label);
    for (size_t i = 0; i < node->child_count && !found; i++)
        found = has_address(node->child[i], label);
    return found;
}

/* The first goto of the label outside of [begin, end). Any computed one may be
 * one if the label's address is taken somewhere in the function. */
static const struct node *jump_to(const struct node *node,
                                  const void *label, bool addressed,
                                  uint32_t begin, uint32_t end) {
    const struct node *found = NULL;
    if (!node)
        return NULL;
    if (((node->kind == NODE_GOTO && node->label == label) ||
         (node->kind == NODE_COMPUTED_GOTO && addressed)) &&
        (node->range.begin < begin || node->range.begin >= end))
        return node;
    for (size_t i = 0; i < node->decl_count && !found; i++)
        found = jump_to(node->decls[i]->init, label, addressed, begin, end);
    for (size_t i = 0; i < node->child_count && !found; i++)
        found = jump_to(node->child[i], label, addressed, begin, end);
    return found;
}

/* Something in `node` that is jumped to from outside of [begin, end); `head`
 * is the switch around it. */
static const struct node *entered_at(const struct emission *em,
                                     const struct node *node,
                                     const struct node *head, uint32_t begin,
                                     uint32_t end) {
    const struct node *found = NULL, *body = em->function->body;
    if (!node)
        return NULL;
    bool inside = is_within(node, begin) || node->range.begin >= begin;
    if ((node->kind == NODE_CASE || node->kind == NODE_DEFAULT) &&
        node->range.begin >= begin && head && head->range.begin < begin)
        return node;
    if (node->kind == NODE_LABEL && node->range.begin >= begin &&
        jump_to(body, node->label, has_address(body, node->label), begin, end))
        return node;
    if (node->kind == NODE_SWITCH)
        head = node;
    for (size_t i = 0; inside && i < node->decl_count && !found; i++)
        found = entered_at(em, node->decls[i]->init, head, begin, end);
    for (size_t i = 0; inside && i < node->child_count && !found; i++)
        found = entered_at(em, node->child[i], head, begin, end);
    return found;
}

static const struct node *switch_around(const struct node *node,
                                        uint32_t offset) {
    const struct node *found = NULL;
    if (!node || !is_within(node, offset))
        return NULL;
    for (size_t i = 0; i < node->decl_count && !found; i++)
        found = switch_around(node->decls[i]->init, offset);
    for (size_t i = 0; i < node->child_count && !found; i++)
        found = switch_around(node->child[i], offset);
    return found || node->kind != NODE_SWITCH ? found : node;
}

void root_refuse_skipped(struct emission *em, const struct decl *decl,
                         const struct node *statement,
                         const struct node *block) {
    uint32_t begin = statement->range.end;
    const struct node *head =
        switch_around(em->function->body, statement->range.begin);
    const struct node *entered =
        statement->range.file == 0
            ? entered_at(em, block, head, begin, block->range.end)
            : NULL;
    if (entered)
        emit_error(em->emitter, TLY_JUMP_INTO_SCOPE, entered->range,
                   "declare the variable before the jump, or outside of the "
                   "function",
                   "this label jumps past the declaration of the static '%s'",
                   decl->name);
}

/* Block-scope variables enter themselves behind their declaration. */
static void enter_locals(struct emission *em, const struct node *node,
                         const struct node *block) {
    struct emitter *emitter = em->emitter;
    if (!node)
        return;
    if (node->kind == NODE_COMPOUND)
        block = node;
    for (size_t i = 0; i < node->decl_count; i++) {
        uint32_t root = emitter->root_of[node->decls[i]->id];
        if (!root || !emitter->roots.at[root - 1].local)
            continue;
        root_refuse_skipped(em, node->decls[i], node, block);
        declare_tables(emitter);
        edits_behind(emitter->edits, node->range,
                     arena_printf(emitter->arena,
                                  " tally__roots[%" PRIu32 "].place = %s;",
                                  root - 1,
                                  root_place_text(emitter, node->decls[i])));
    }
    for (size_t i = 0; i < node->decl_count; i++)
        enter_locals(em, node->decls[i]->init, block);
    for (size_t i = 0; i < node->child_count; i++)
        enter_locals(em, node->child[i], block);
}

/* A function of a header enters nothing before something else inlines it. */
void emit_roots_of(struct emission *em) {
    struct emitter *emitter = em->emitter;
    const struct node *body = em->function->body;
    bool is_main = strcmp(em->func->name, "main") == 0;
    if (!emitter->roots.count)
        return;
    if (body->range.file == 0 && (is_main || mentions_roots(emitter, body))) {
        declare_tables(emitter);
        text_add(emitter->arena, &em->entry,
                 " tally__enter_unit(&tally__unit);");
    }
    enter_locals(em, body, body);
}

/* ---- the tables --------------------------------------------------------- */

static void add_root(struct emitter *emitter, struct text *text,
                     const struct root *root) {
    const char *name = root->decl->name;
    const char *place = root_place_text(emitter, root->decl);
    const char *layout =
        root->decl->is_object
            ? arena_printf(emitter->arena, "TALLY__OBJECT_TYPE(%s)",
                           need_type(emitter, root->decl->type->inner->record,
                                     root->decl->range))
            : arena_printf(emitter->arena, "&%s",
                           need_layout(emitter, root->decl->type,
                                       root->decl->range));
    if (root->foreign)
        text_add(emitter->arena, text, "    {TALLY__FOREIGN(%s), %s},\n",
                 place, layout);
    else if (root->local)
        text_add(emitter->arena, text, "    {0, %s}, /* %s */\n", layout,
                 name);
    else
        text_add(emitter->arena, text, "    {%s, %s},\n", place, layout);
}

/* Does it stand in the body of a function? */
static bool is_in_function(const struct unit *unit, const struct decl *decl) {
    for (size_t i = 0; i < unit->functions.count; i++) {
        const struct range *body = &unit->functions.at[i]->body->range;
        if (body->file == decl->range.file &&
            body->begin <= decl->range.begin && decl->range.begin < body->end)
            return true;
    }
    return false;
}

/* What only a block declares is unknown at the end of the text. */
static void add_declaration(struct emitter *emitter, struct text *text,
                            const struct root *root) {
    const struct decl *decl = root->decl;
    if (!root->foreign || !is_in_function(emitter->unit, decl))
        return;
    const char *declared = type_declare(emitter->arena, decl->type, decl->name);
    if (declared)
        text_add(emitter->arena, text, "extern %s;\n", declared);
    else
        emit_error(emitter, TLY_TYPE_NAME, decl->range,
                   "declare it outside of functions",
                   "the variable '%s' cannot be declared at file scope",
                   decl->name);
}

static void add_unit(struct emitter *emitter, struct text *text) {
    text_add(emitter->arena, text,
             "static struct tally_unit tally__unit = {\"");
    text_add_escaped(emitter->arena, text, emitter->unit->main_file);
    text_add(emitter->arena, text,
             "\", tally__roots, %zu, 0, 0};\nTALLY__UNIT(tally__unit)\n",
             emitter->roots.count);
}

void emit_root_tables(struct emitter *emitter) {
    const struct unit *unit = emitter->unit;
    struct arena *arena = emitter->arena;
    struct text declarations = {0}, rows = {0}, text = {0};
    uint32_t end = (uint32_t)unit->length;
    struct range range = {0, end, end, NO_MACRO, NO_MACRO};
    if (!emitter->roots.count)
        return;
    for (size_t i = 0; i < emitter->roots.count; i++) {
        add_declaration(emitter, &declarations, &emitter->roots.at[i]);
        add_root(emitter, &rows, &emitter->roots.at[i]);
    }
    bool open_line = end > 0 && unit->text[end - 1] != '\n';
    text_add(arena, &text, "%s%s%s", open_line ? "\n" : "",
             text_get(&emitter->prelude), text_get(&declarations));
    text_add(arena, &text,
             "static struct tally_root tally__roots[%zu] = {\n%s};\n",
             emitter->roots.count, text_get(&rows));
    add_unit(emitter, &text);
    edits_behind(emitter->edits, range, text_get(&text));
    emitter->prelude = (struct text){0};
}
