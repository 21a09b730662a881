/* Variants: how their members are read and stored.
 *
 * The helpers are of one struct and one path in it, so that they know where
 * the struct begins that a member's place lies in, and what its tag says. */
#include "rewrite/emitter.h"

#include "ir/variant.h"

#include <inttypes.h>
#include <string.h>

/* ---- helpers ------------------------------------------------------------- */

/* The number of what was written before as `key`, or will be now. */
static size_t numbered(struct emitter *emitter, const char *key, bool *fresh) {
    size_t i = 0;
    while (i < emitter->variants.count &&
           strcmp(emitter->variants.at[i], key) != 0)
        i++;
    *fresh = i == emitter->variants.count;
    if (*fresh)
        VEC_PUSH(emitter->arena, emitter->variants, key);
    return i + 1;
}

static bool is_of(const struct field *member, const struct field *other) {
    return member->case_count ? other == member : other->case_count > 0;
}

/* "(tally__whole->kind == 2 || ...)": does the tag select the member? */
static const char *selection(struct emitter *emitter,
                             const struct variant_access *access) {
    struct text text = {0};
    const struct record *members = access->at->record;
    const char *sign = access->member->case_count ? "==" : "!=";
    const char *join = access->member->case_count ? "||" : "&&";
    for (size_t i = 0; i < members->field_count; i++)
        for (size_t k = 0; is_of(access->member, &members->fields[i]) &&
                           k < members->fields[i].case_count;
             k++)
            text_add(
                emitter->arena, &text, "%stally__whole->%s %s %" PRId64,
                text.count ? arena_printf(emitter->arena, " %s ", join) : "",
                access->field->tag->name, sign, members->fields[i].cases[k]);
    return text.count ? text_get(&text) : "1";
}

/* ".a.b" of the place in the struct, without the dot. */
static const char *path_of(struct emitter *emitter, const struct node *place,
                           const struct variant_access *access) {
    struct arena *arena = emitter->arena;
    const char *path = NULL;
    for (;; place = place->child[0]) {
        if (place->kind == NODE_MEMBER)
            path = path ? arena_printf(arena, "%s.%s", place->name, path)
                        : place->name;
        if (place == access->at)
            break;
    }
    return access->field->name
               ? arena_printf(arena, "%s.%s", access->field->name, path)
               : path;
}

/* "value_1": the ending of TALLY__CASE's helpers for a member. */
static const char *need_case(struct emitter *emitter,
                             const struct variant_access *access,
                             struct range where) {
    struct arena *arena = emitter->arena;
    const char *owner = access->owner->identifier;
    const char *path = path_of(emitter, access->at, access);
    bool fresh;
    if (!need_record_name(emitter, access->owner, where))
        return "";
    size_t number = numbered(
        emitter, arena_printf(arena, "case %s %s", owner, path), &fresh);
    const char *id = arena_printf(arena, "%s_%zu", owner, number);
    if (fresh)
        text_add(arena, &emitter->prelude, "TALLY__CASE(%s, %s, %s, %s)\n", id,
                 access->owner->name, path, selection(emitter, access));
    return id;
}

/* The same for TALLY__CASE_OF's. */
static const char *need_case_of(struct emitter *emitter,
                                const struct variant_access *access,
                                struct range where) {
    struct arena *arena = emitter->arena;
    const char *id = need_case(emitter, access, where);
    bool fresh;
    if (!*id)
        return id;
    numbered(emitter, arena_printf(arena, "case of %s", id), &fresh);
    if (fresh)
        text_add(arena, &emitter->prelude, "TALLY__CASE_OF(%s, %s)\n", id,
                 access->owner->name);
    return id;
}

/* What gives an old value of this type back. */
static const char *release_of(struct emitter *emitter, const struct type *type,
                              struct range where) {
    if (type_is_reference(type))
        return "tally_decref(tally__old)";
    return arena_printf(emitter->arena, "tally__drop_value(&tally__old, &%s)",
                        need_layout(emitter, type, where));
}

/* A declarator that goes around its name cannot be pasted in front of one. */
static const char *member_type(struct emitter *emitter,
                               const struct type *type) {
    struct arena *arena = emitter->arena;
    const char *declared = type_declare(arena, type, "");
    bool fresh;
    if (!declared || !strpbrk(declared, "(["))
        return declared;
    size_t number =
        numbered(emitter, arena_printf(arena, "type %s", declared), &fresh);
    const char *alias = arena_printf(arena, "tally__member_%zu", number);
    if (fresh)
        text_add(arena, &emitter->prelude, "typedef %s;\n",
                 type_declare(arena, type, alias));
    return alias;
}

static const char *need_put(struct emitter *emitter, const struct node *place,
                            const struct variant_access *access,
                            const struct type *type, const char *declared) {
    struct arena *arena = emitter->arena;
    const char *owner = access->owner->identifier;
    const char *path = path_of(emitter, place, access);
    const char *key = arena_printf(arena, "put %s %s", owner, path);
    bool fresh;
    size_t number = numbered(emitter, key, &fresh);
    const char *id = arena_printf(arena, "%s_%zu", owner, number);
    if (fresh) {
        const char *release = release_of(emitter, type, place->range);
        text_add(arena, &emitter->prelude,
                 "TALLY__PUT(%s, %s, %s, %s, %s, %s)\n", id,
                 access->owner->name, path, declared,
                 selection(emitter, access), release);
    }
    return id;
}

static const char *need_become(struct emitter *emitter,
                               const struct node *place,
                               const struct variant_access *access,
                               const char *declared) {
    struct arena *arena = emitter->arena;
    const char *owner = access->owner->identifier;
    const char *path = path_of(emitter, place, access);
    const char *key = arena_printf(arena, "become %s %s", owner, path);
    bool fresh;
    size_t number = numbered(emitter, key, &fresh);
    const char *id = arena_printf(arena, "%s_%zu", owner, number);
    if (fresh) {
        const char *variant =
            need_variant(emitter, access->owner, access->field, place->range);
        text_add(arena, &emitter->prelude,
                 "TALLY__BECOME(%s, %s, %s, %s, %s, %" PRIu64
                 ", tally__variant_%s)\n",
                 id, access->owner->name, path, declared,
                 access->field->tag->name, access->field->type->size, variant);
    }
    return id;
}

/* ---- stores -------------------------------------------------------------- */

bool emit_member_store(struct emission *em, const struct inst *inst) {
    struct emitter *emitter = em->emitter;
    struct arena *arena = emitter->arena;
    const struct node *node = inst->node, *to = node->child[0];
    struct variant_access access;
    if (node->kind != NODE_ASSIGN || !variant_access_of(to, &access))
        return false;
    const struct variant_pair *pair = variant_pair_of(&em->pairs, node);
    while (to->kind == NODE_PAREN)
        to = to->child[0];
    const struct type *type = inst->place.type;
    if (type->unqualified)
        type = type->unqualified;
    const char *declared = member_type(emitter, type);
    if (!declared || !need_record_name(emitter, access.owner, node->range)) {
        if (!declared)
            emit_error(emitter, TLY_TYPE_NAME, node->range,
                       "give the type a name, outside of functions",
                       "the type of this member cannot be written");
        return true;
    }
    const char *id = pair ? need_become(emitter, to, &access, declared)
                          : need_put(emitter, to, &access, type, declared);
    edits_wrap(
        emitter->edits, node->range,
        arena_printf(arena, "tally__%s_%s(&", pair ? "become" : "put", id),
        pair ? arena_printf(arena, ", %" PRId64 ")", pair->value) : ")");
    return true;
}

static void drop_tag_stores(struct emission *em) {
    for (size_t i = 0; i < em->pairs.at.count; i++)
        edits_wrap(em->emitter->edits, em->pairs.at.at[i].tag->range,
                   "TALLY__STORED(", ")");
}

/* ---- reads, and writes of parts ------------------------------------------ */

static bool is_lvalue(const struct node *node) {
    switch (node->kind) {
    case NODE_NAME:
        return !node->decl || node->decl->storage != STORAGE_REGISTER;
    case NODE_DEREF:
    case NODE_COMPOUND_LITERAL:
        return true;
    case NODE_PAREN:
        return is_lvalue(node->child[0]);
    case NODE_MEMBER:
        return node->arrow || is_lvalue(node->child[0]);
    case NODE_SUBSCRIPT: {
        const struct node *array = node_strip_parens(node->child[0]);
        const struct type *type = array->kind == NODE_MEMBER && array->field
                                      ? array->field->type
                                      : array->type;
        return type->kind != TYPE_ARRAY || is_lvalue(array);
    }
    default:
        return false;
    }
}

static bool is_const(const struct variant_access *access) {
    const struct type *type = access->base->type;
    return ((access->arrow ? type->inner : type)->quals & QUAL_CONST) != 0;
}

/* "tally__case_ID(v)->as.node", "(*tally__case_ID(&v)).as.node" */
static void wrap_base(struct emission *em, const struct variant_access *access,
                      const char *helper) {
    struct emitter *emitter = em->emitter;
    struct arena *arena = emitter->arena;
    struct range range = access->base->range;
    if (access->arrow)
        edits_wrap(emitter->edits, range,
                   arena_printf(arena, "tally__%s_%s(", helper,
                                need_case(emitter, access, range)),
                   ")");
    else if (is_lvalue(access->base))
        edits_wrap(emitter->edits, range,
                   arena_printf(arena, "(*tally__%s_%s(&", helper,
                                need_case(emitter, access, range)),
                   "))");
    else if (strcmp(helper, "only") == 0)
        emit_error(emitter, TLY_UNSUPPORTED, range, "use a plain variable",
                   "a member of a struct that has no address is written");
    else
        edits_wrap(emitter->edits, range,
                   arena_printf(arena, "tally__case_of_%s(",
                                need_case_of(emitter, access, range)),
                   ")");
}

/* `place` is not part of another place; `parent` is what is done with it. */
static void visit_place(struct emission *em, const struct node *place,
                        const struct node *parent) {
    struct variant_access access;
    if (!variant_access_of(place, &access) || !access.field)
        return;
    bool target =
        parent && parent->child_count &&
        node_strip_parens(parent->child[0]) == place &&
        (parent->kind == NODE_ASSIGN || parent->kind == NODE_COMPOUND_ASSIGN ||
         parent->kind == NODE_INCREMENT);
    bool stored =
        target && parent->kind == NODE_ASSIGN &&
        (type_is_counted(place->type) || variant_pair_of(&em->pairs, parent));
    if (stored)
        return;
    if (target || (variant_is_array(place) && !is_const(&access)))
        wrap_base(em, &access, "only");
    else if (variant_is_array(place))
        wrap_base(em, &access, "case");
    else if (type_is_counted(place->type))
        wrap_base(em, &access, "case");
}

static bool is_place(const struct node *node) {
    return node->kind == NODE_MEMBER || node->kind == NODE_SUBSCRIPT ||
           node->kind == NODE_PAREN;
}

/* Does the child's memory contain the place that the node is? */
static bool contains(const struct node *node, size_t child) {
    if (child > 0 || !is_place(node))
        return false;
    return node->kind == NODE_SUBSCRIPT ? variant_is_array(node->child[0])
                                        : !node->arrow;
}

static void visit(struct emission *em, const struct node *node,
                  const struct node *parent, bool part) {
    if (!node)
        return;
    if (is_place(node) && !part && node->kind != NODE_PAREN)
        visit_place(em, node, parent);
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->storage == STORAGE_AUTO)
            visit(em, node->decls[i]->init, NULL, false);
    for (size_t i = 0; i < node->child_count; i++)
        visit(em, node->child[i], node->kind == NODE_PAREN ? parent : node,
              contains(node, i) && (node->kind != NODE_PAREN || part));
}

void emit_variants(struct emission *em) {
    const struct node *body = em->function->body;
    visit(em, body, NULL, false);
    drop_tag_stores(em);
}
