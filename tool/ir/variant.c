/* Variants in the tree: which member, which tag, which stores belong together.
 */
#include "ir/variant.h"

#include <string.h>

static const struct node *bare(const struct node *node) {
    while (node->kind == NODE_PAREN)
        node = node->child[0];
    return node;
}

/* ---- members ------------------------------------------------------------- */

/* Before arrays decay. */
static const struct type *declared_type(const struct node *node) {
    node = bare(node);
    if (node->kind == NODE_MEMBER && node->field)
        return node->field->type;
    if (node->kind == NODE_NAME && node->decl)
        return node->decl->type;
    if (node->kind == NODE_SUBSCRIPT) {
        const struct type *array = declared_type(node->child[0]);
        return array && array->inner ? array->inner : node->type;
    }
    return node->type;
}

static bool is_variant_record(const struct record *record) {
    const struct type type = {.kind = TYPE_RECORD, .record = record};
    return record && record->is_union && type_is_variant(&type);
}

static const struct record *record_at(const struct node *node, bool arrow) {
    const struct type *type = node->type;
    if (arrow && type)
        type = type->inner;
    return type && type->kind == TYPE_RECORD ? type->record : NULL;
}

/* The union without a name of `owner` that is `members`. */
static const struct field *unnamed_union(const struct record *owner,
                                         const struct record *members) {
    for (size_t i = 0; owner && i < owner->field_count; i++) {
        const struct field *field = &owner->fields[i];
        if (!field->name && field->tag && field->type->record == members)
            return field;
    }
    return NULL;
}

static void find_owner(struct variant_access *access) {
    const struct node *at = access->at, *child = bare(at->child[0]);
    const struct field *field =
        child->kind == NODE_MEMBER ? child->field : NULL;
    if (!at->arrow && field && field->tag &&
        field->type->record == at->record) {
        access->field = field;
        access->owner = child->record;
        access->base = child->child[0];
        access->arrow = child->arrow;
        return;
    }
    access->base = at->child[0];
    access->arrow = at->arrow;
    access->owner = record_at(at->child[0], at->arrow);
    access->field = unnamed_union(access->owner, at->record);
}

bool variant_access_of(const struct node *place,
                       struct variant_access *access) {
    *access = (struct variant_access){0};
    for (;; place = place->child[0]) {
        if (place->kind == NODE_MEMBER && is_variant_record(place->record)) {
            access->at = place;
            access->member = place->field;
            find_owner(access);
            return true;
        }
        if (place->kind == NODE_SUBSCRIPT) {
            const struct type *type = declared_type(place->child[0]);
            if (!type || type->kind != TYPE_ARRAY)
                return false;
            access->elements = true;
        } else if (place->kind != NODE_PAREN &&
                   !(place->kind == NODE_MEMBER && !place->arrow)) {
            return false;
        }
    }
}

bool variant_is_array(const struct node *place) {
    const struct type *type = declared_type(place);
    return type && type->kind == TYPE_ARRAY;
}

bool variant_is_tag(const struct node *place) {
    place = bare(place);
    if (place->kind != NODE_MEMBER || !place->record || !place->field)
        return false;
    for (size_t i = 0; i < place->record->field_count; i++)
        if (place->record->fields[i].tag == place->field)
            return true;
    return false;
}

bool variant_selects(const struct record *members, const struct field *member,
                     int64_t value) {
    const struct field *selected = record_member_of_case(members, value);
    return selected ? selected == member : !member->case_count;
}

bool variant_constant(const struct node *node, int64_t *value) {
    while (node->kind == NODE_PAREN || node->kind == NODE_CAST)
        node = node->child[0];
    *value = node->value;
    return node->has_value;
}

/* ---- what can be rearranged ---------------------------------------------- */

static bool any(const struct node *node,
                bool (*is)(const struct node *, const void *),
                const void *data) {
    if (!node)
        return false;
    if (is(node, data))
        return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (any(node->child[i], is, data))
            return true;
    return false;
}

static bool is_call(const struct node *node, const void *data) {
    (void)data;
    return node->kind == NODE_CALL || node->kind == NODE_NEW ||
           node->kind == NODE_STATEMENT_EXPR || node->kind == NODE_OPAQUE;
}

static bool is_write(const struct node *node, const void *data) {
    (void)data;
    return node->kind == NODE_ASSIGN || node->kind == NODE_COMPOUND_ASSIGN ||
           node->kind == NODE_INCREMENT || node->kind == NODE_STATEMENT_EXPR ||
           node->kind == NODE_OPAQUE;
}

/* tally_strdup reads nothing but its argument. */
static bool is_strdup(const struct node *node) {
    const struct node *callee = bare(node->child[0]);
    return callee->kind == NODE_NAME && callee->name &&
           strcmp(callee->name, "tally_strdup") == 0;
}

static bool is_user_call(const struct node *node, const void *data) {
    (void)data;
    return (node->kind == NODE_CALL && !is_strdup(node)) ||
           node->kind == NODE_STATEMENT_EXPR || node->kind == NODE_OPAQUE;
}

static bool is_member_of(const struct node *node, const void *field) {
    return node->kind == NODE_MEMBER && node->field == field;
}

bool variant_is_quiet(const struct node *node) {
    return !any(node, is_call, NULL);
}

static bool is_private(const struct node *node) {
    const struct decl *decl = node->kind == NODE_NAME ? node->decl : NULL;
    return decl && !decl->address_taken && !decl->file_scope &&
           decl->kind != DECL_FUNCTION && decl->storage != STORAGE_STATIC &&
           decl->storage != STORAGE_EXTERN &&
           !(decl->type->quals & QUAL_VOLATILE);
}

/* An address that no call can change. */
static bool is_fixed(const struct node *node, bool pointer) {
    node = bare(node);
    if (pointer && node->kind == NODE_ADDRESS)
        return is_fixed(node->child[0], false);
    if (pointer && node->kind == NODE_NAME && node->decl &&
        node->decl->is_object)
        return true; /* a variable that is an object */
    if (pointer)
        return is_private(node);
    switch (node->kind) {
    case NODE_NAME:
        return node->decl != NULL;
    case NODE_DEREF:
        return is_fixed(node->child[0], true);
    case NODE_MEMBER:
        return is_fixed(node->child[0], node->arrow);
    case NODE_SUBSCRIPT: {
        const struct type *type = declared_type(node->child[0]);
        const struct node *index = bare(node->child[1]);
        return (index->has_value || is_private(index)) && type &&
               is_fixed(node->child[0], type->kind != TYPE_ARRAY);
    }
    default:
        return false;
    }
}

static bool is_pure(const struct node *node) {
    return !any(node, is_call, NULL) && !any(node, is_write, NULL);
}

static bool same(const struct node *a, const struct node *b) {
    a = bare(a);
    b = bare(b);
    if (a->kind != b->kind || a->child_count != b->child_count ||
        a->decl != b->decl || a->field != b->field || a->arrow != b->arrow ||
        a->has_value != b->has_value || a->value != b->value)
        return false;
    if (a->kind == NODE_BINARY || a->kind == NODE_UNARY) {
        if (!a->op || !b->op || strcmp(a->op, b->op) != 0)
            return false;
    } else if (a->kind != NODE_NAME && a->kind != NODE_MEMBER &&
               a->kind != NODE_SUBSCRIPT && a->kind != NODE_DEREF &&
               a->kind != NODE_ADDRESS && !a->has_value) {
        return false;
    }
    for (size_t i = 0; i < a->child_count; i++)
        if (!same(a->child[i], b->child[i]))
            return false;
    return true;
}

/* ---- pairs --------------------------------------------------------------- */

static const struct node *assignment(const struct node *node) {
    return node && node->kind == NODE_ASSIGN ? node : NULL;
}

static bool is_pair(const struct node *member, const struct node *tag,
                    bool tag_first, int64_t *value) {
    struct variant_access access;
    const struct node *to = bare(member->child[0]);
    const struct node *tag_at = bare(tag->child[0]);
    const struct node *from = member->child[1];
    if (!variant_access_of(to, &access) || access.at != to || !access.field ||
        tag_at->kind != NODE_MEMBER || tag_at->field != access.field->tag ||
        tag_at->arrow != access.arrow || !same(tag_at->child[0], access.base) ||
        !variant_constant(tag->child[1], value))
        return false;
    if (!is_pure(access.base) || any(from, is_write, NULL) ||
        (!variant_is_quiet(from) && !is_fixed(access.base, access.arrow)))
        return false;
    if (tag_first && (any(from, is_user_call, NULL) ||
                      any(from, is_member_of, access.field->tag)))
        return false;
    return variant_selects(to->record, access.member, *value);
}

static bool add_pair(struct variant_pairs *pairs, struct arena *arena,
                     const struct node *first, const struct node *second) {
    struct variant_pair pair = {0};
    first = assignment(first);
    second = assignment(second);
    if (!first || !second)
        return false;
    if (is_pair(first, second, false, &pair.value)) {
        pair.member = first;
        pair.tag = second;
    } else if (is_pair(second, first, true, &pair.value)) {
        pair.member = second;
        pair.tag = first;
    } else {
        return false;
    }
    VEC_PUSH(arena, pairs->at, pair);
    return true;
}

/* ---- tags alone ---------------------------------------------------------- */

static const struct record *members_of_tag(const struct node *tag) {
    for (size_t i = 0; i < tag->record->field_count; i++)
        if (tag->record->fields[i].tag == tag->field)
            return tag->record->fields[i].type->record;
    return NULL;
}

/* Does the union hold the same by both tags? */
static bool holds_same(const struct record *members, int64_t a, int64_t b) {
    const struct field *of_a = record_member_of_case(members, a);
    const struct field *of_b = record_member_of_case(members, b);
    return of_a == of_b || (!(of_a && type_holds_references(of_a->type)) &&
                            !(of_b && type_holds_references(of_b->type)));
}

/* `tag == K` or `K == tag` of a pure place. */
static const struct node *compared_tag(const struct node *condition,
                                       int64_t *value) {
    condition = bare(condition);
    if (condition->kind != NODE_BINARY || !condition->op ||
        strcmp(condition->op, "==") != 0)
        return NULL;
    for (size_t i = 0; i < 2; i++)
        if (variant_is_tag(condition->child[i]) &&
            variant_constant(condition->child[1 - i], value))
            return bare(condition->child[i]);
    return NULL;
}

static const struct node *first_of(const struct node *statement) {
    while (statement->kind == NODE_COMPOUND && statement->child_count)
        statement = statement->child[0];
    return statement->kind == NODE_EXPRESSION ? assignment(statement->child[0])
                                              : NULL;
}

static void find_alone(struct variant_pairs *pairs, struct arena *arena,
                       const struct node *node) {
    int64_t before, after;
    const struct node *tag = compared_tag(node->child[0], &before);
    const struct node *assign = tag ? first_of(node->child[1]) : NULL;
    if (assign && is_pure(tag) && same(tag, assign->child[0]) &&
        variant_constant(assign->child[1], &after) &&
        holds_same(members_of_tag(tag), before, after))
        VEC_PUSH(arena, pairs->alone, assign);
}

bool variant_stands_alone(const struct variant_pairs *pairs,
                          const struct node *assign) {
    for (size_t i = 0; i < pairs->alone.count; i++)
        if (pairs->alone.at[i] == assign)
            return true;
    return false;
}

/* ---- the walk ------------------------------------------------------------ */

static const struct node *expression_in(const struct node *statement) {
    while (statement->kind == NODE_CASE || statement->kind == NODE_DEFAULT ||
           statement->kind == NODE_LABEL) {
        if (!statement->child_count || !statement->child[0])
            return NULL;
        statement = statement->child[0];
    }
    return statement->kind == NODE_EXPRESSION ? statement->child[0] : NULL;
}

/* Of the statements of a block; the value of the last one is used if it is
 * that of a statement expression. */
static void find_in_block(struct variant_pairs *pairs, struct arena *arena,
                          const struct node *block, bool gives) {
    size_t count = block->child_count - (gives && block->child_count);
    for (size_t i = 0; i < count; i++) {
        const struct node *comma = expression_in(block->child[i]);
        if (comma && comma->kind == NODE_COMMA)
            add_pair(pairs, arena, comma->child[0], comma->child[1]);
        else if (i + 1 < count &&
                 block->child[i + 1]->kind == NODE_EXPRESSION &&
                 add_pair(pairs, arena, comma, block->child[i + 1]->child[0]))
            i++;
    }
}

static bool is_body(const struct node *node, size_t child) {
    return node->kind == NODE_IF ? child > 0
                                 : (node->kind == NODE_WHILE && child == 1) ||
                                       (node->kind == NODE_DO && child == 0) ||
                                       (node->kind == NODE_FOR && child == 3);
}

static void find(struct variant_pairs *pairs, struct arena *arena,
                 const struct node *node) {
    if (node->kind == NODE_IF)
        find_alone(pairs, arena, node);
    for (size_t i = 0; i < node->child_count; i++) {
        const struct node *child = node->child[i];
        if (!child)
            continue;
        if (child->kind == NODE_COMPOUND)
            find_in_block(pairs, arena, child,
                          node->kind == NODE_STATEMENT_EXPR);
        else if (is_body(node, i) && child->kind == NODE_EXPRESSION &&
                 child->child[0]->kind == NODE_COMMA)
            add_pair(pairs, arena, child->child[0]->child[0],
                     child->child[0]->child[1]);
        find(pairs, arena, child);
    }
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->init)
            find(pairs, arena, node->decls[i]->init);
}

struct variant_pairs variant_pairs_find(const struct node *body,
                                        struct arena *arena) {
    struct variant_pairs pairs = {0};
    find_in_block(&pairs, arena, body, false);
    find(&pairs, arena, body);
    return pairs;
}

const struct variant_pair *variant_pair_of(const struct variant_pairs *pairs,
                                           const struct node *assign) {
    for (size_t i = 0; i < pairs->at.count; i++)
        if (pairs->at.at[i].member == assign || pairs->at.at[i].tag == assign)
            return &pairs->at.at[i];
    return NULL;
}
