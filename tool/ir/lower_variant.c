/* Lowering of stores to variants (variant.h), and what is refused of them.
 *
 * A store to a member that holds references releases what was there, if the
 * tag selects it, which is looked at when the store runs. A pair of stores, to
 * the member and to the tag, is one store: it releases what the union held by
 * the old tag. So is one of a pair whose member holds no references: its store
 * takes a null reference. */
#include "ir/lower.h"

static bool refuse(struct lower *lo, const struct node *node, const char *mend,
                   const char *what) {
    lower_error(lo, TLY_VARIANT_STORE, node, mend, "%s", what);
    return true;
}

static bool refuse_access(struct lower *lo, const struct node *node,
                          const char *mend, const char *what) {
    lower_error(lo, TLY_UNION_ACCESS, node, mend, "%s", what);
    return true;
}

static const char whole_mend[] =
    "store to a member right before it, with nothing in between, or store the "
    "whole struct: *v = (T){...}";

bool lower_refuse_tag(struct lower *lo, const struct node *place) {
    if (lo->placed || !variant_is_tag(place))
        return false;
    return refuse(lo, place, whole_mend,
                  "the tag of a union that holds references changes alone");
}

/* A part of a plain member is written where the tag selects that: checked
 * before the value is evaluated. */
bool lower_refuse_part(struct lower *lo, const struct node *place,
                       const struct node *value) {
    struct variant_access access;
    if (lo->placed || !variant_access_of(place, &access) || !value ||
        variant_is_quiet(value))
        return false;
    return refuse(lo, value, "compute it into a variable first",
                  "something is called while a member of a union that holds "
                  "references is written");
}

/* Is the member that the place lies in known by a tag? */
bool lower_refuse_access(struct lower *lo, const struct node *place) {
    struct variant_access access;
    if (lo->placed || !variant_access_of(place, &access) || access.field)
        return false;
    return refuse_access(lo, place,
                         "keep the union in its struct, and use that",
                         "a member of a union that holds references, away from "
                         "its tag");
}

bool lower_refuse_whole(struct lower *lo, const struct node *node) {
    if (lo->placed || !node->type || !type_is_variant(node->type))
        return false;
    return refuse_access(lo, node, "copy the struct that has the tag, too",
                         "a union that holds references is used without its "
                         "tag");
}

static bool refuse_store(struct lower *lo, const struct node *node,
                         const struct variant_access *access, bool paired) {
    const struct node *to = node->child[0];
    bool counted = type_is_counted(to->type);
    if (!access->field || paired)
        return false;
    if (access->elements && counted)
        return refuse(lo, to, "store the whole struct: *v = (T){...}",
                      "an element of an array in a union that holds "
                      "references is stored");
    return !counted && lower_refuse_part(lo, to, node->child[1]);
}

/* A pair's store says which value the tag has then. */
struct place variant_becoming(struct lower *lo, struct place place,
                              int64_t value) {
    place.name =
        arena_printf(lo->arena, "%s_if_%lld", place.name, (long long)value);
    return place;
}

struct place lower_paired_place(struct lower *lo, const struct node *assign,
                                struct place place) {
    const struct variant_pair *pair =
        lo->placed ? NULL : variant_pair_of(&lo->pairs, assign);
    return pair ? variant_becoming(lo, place, pair->value) : place;
}

/* What the store of a pair takes if its member holds no references. */
static void store_nothing(struct lower *lo, struct node *node,
                          struct place place) {
    value_id null = lower_emit(lo, OP_NULL, true, node->child[1])->result;
    struct inst *inst = lower_emit(lo, OP_STORE, false, node);
    inst->place = place;
    inst->type = place.type;
    lower_operand(lo, inst, null);
}

bool lower_tag_store(struct lower *lo, struct node *node) {
    if (lo->placed || !variant_is_tag(node->child[0]))
        return false;
    if (variant_stands_alone(&lo->pairs, node) &&
        !variant_pair_of(&lo->pairs, node))
        return false;
    if (!variant_pair_of(&lo->pairs, node))
        lower_refuse_tag(lo, node->child[0]);
    return true;
}

void lower_member_stored(struct lower *lo, struct node *node,
                         struct place place) {
    if (!lo->placed && variant_pair_of(&lo->pairs, node))
        store_nothing(lo, node, lower_paired_place(lo, node, place));
}

bool lower_refuse_member_store(struct lower *lo, struct node *node) {
    struct variant_access access;
    if (lo->placed || !variant_access_of(node->child[0], &access))
        return false;
    return refuse_store(lo, node, &access,
                        variant_pair_of(&lo->pairs, node) != NULL);
}

/* ---- initialisers -------------------------------------------------------- */

/* The union at `union_at` of a value of `type` that begins at `at`: its field;
 * `*tag_at` is where its tag is. NULL if there is none. */
static const struct field *union_in(const struct type *type, uint64_t at,
                                    uint64_t union_at, uint64_t *tag_at) {
    while (type->kind == TYPE_ARRAY) {
        if (!type->inner->size)
            return NULL;
        at += (union_at - at) / type->inner->size * type->inner->size;
        type = type->inner;
    }
    for (size_t i = 0;
         type->kind == TYPE_RECORD && i < type->record->field_count; i++) {
        const struct field *field = &type->record->fields[i];
        uint64_t begin = at + field->offset;
        if (union_at < begin || union_at >= begin + field->type->size)
            continue;
        if (field->tag && begin == union_at) {
            *tag_at = at + field->tag->offset;
            return field;
        }
        return union_in(field->type, begin, union_at, tag_at);
    }
    return NULL;
}

static bool tag_value(const struct listed *listed, uint64_t at,
                      int64_t *value) {
    *value = 0;
    for (size_t i = 0; i < listed->at.count; i++) {
        const struct listed_part *part = &listed->at.at[i];
        if (!part->member && part->offset == at &&
            !variant_constant(part->node, value))
            return false;
    }
    return true;
}

static void check_part(struct lower *lo, const struct listed *listed,
                       const struct listed_part *part,
                       const struct type *whole) {
    uint64_t tag_at = 0;
    int64_t value;
    const struct field *field = union_in(whole, 0, part->offset, &tag_at);
    if (!field)
        refuse(lo, part->node, "keep the union in its struct",
               "a member of a union that holds references, away from its tag");
    else if (!tag_value(listed, tag_at, &value))
        refuse(lo, part->node,
               "initialise the tag by a constant, or choose between two lists",
               "the tag is not known that selects this member");
    else if (!variant_selects(field->type->record, part->member, value))
        refuse(lo, part->node, "give the tag a value of its tally_case",
               "the tag does not select this member");
}

void lower_check_listed(struct lower *lo, const struct listed *listed,
                        const struct type *whole) {
    for (size_t i = 0; !lo->placed && i < listed->at.count; i++)
        if (listed->at.at[i].member)
            check_part(lo, listed, &listed->at.at[i], whole);
}
