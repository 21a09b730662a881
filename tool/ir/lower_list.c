/* Which part of an object each initialiser of a list is for: C's "current
 * object" (C11 6.7.9, 17 to 20).
 *
 * The walk is a stack of *levels*: the aggregate of the braces, and inside of
 * it those whose own braces were left out or that a designator leads into.
 * Each level knows at which of its elements it stands; an initialiser goes to
 * the element of the innermost one. */
#include "ir/lower.h"

#include <string.h>

static bool is_aggregate(const struct type *type) {
    return type->kind == TYPE_ARRAY || type->kind == TYPE_RECORD;
}

static uint64_t element_count(const struct type *type) {
    if (type->kind == TYPE_ARRAY)
        return type->length ? type->length : UINT64_MAX;
    if (type->record->is_union)
        return type->record->field_count ? 1 : 0;
    return type->record->field_count;
}

/* The fields of a union share its one element; `member` is the one that a
 * designator names. */
static struct element element_at(const struct list_level *level) {
    struct element element = {.offset = level->offset};
    if (level->type->kind == TYPE_ARRAY) {
        element.type = level->type->inner;
        element.offset += level->position * element.type->size;
    } else {
        const struct record *record = level->type->record;
        const struct field *field =
            &record->fields[record->is_union ? level->member : level->position];
        element.type = field->type;
        element.offset += field->offset;
    }
    return element;
}

static struct list_level *innermost(struct list_walk *walk) {
    return &walk->levels.at[walk->levels.count - 1];
}

/* Unnamed bit fields are not initialised. */
static void skip_padding(struct list_level *level) {
    if (level->type->kind != TYPE_RECORD || level->type->record->is_union)
        return;
    const struct record *record = level->type->record;
    while (level->position < record->field_count &&
           record->fields[level->position].is_bit_field &&
           !record->fields[level->position].name)
        level->position++;
}

static void enter(struct list_walk *walk, struct element element) {
    struct list_level level = {.type = element.type, .offset = element.offset};
    skip_padding(&level);
    VEC_PUSH(walk->lo->arena, walk->levels, level);
}

void list_begin(struct list_walk *walk, struct lower *lo,
                const struct type *type, uint64_t offset) {
    *walk = (struct list_walk){.lo = lo};
    enter(walk, (struct element){.type = type, .offset = offset});
}

static void advance(struct list_level *level) {
    level->position++;
    level->member = 0;
    skip_padding(level);
}

/* Leaves the levels that are full. */
static void leave_full(struct list_walk *walk) {
    while (walk->levels.count > 1 &&
           innermost(walk)->position >= element_count(innermost(walk)->type)) {
        walk->levels.count--;
        advance(innermost(walk));
    }
}

/* Is an initialiser without braces the first of those for the parts? A string
 * is an array; a struct is the value of a struct of its type. */
static bool is_for_part(const struct node *child, const struct type *type) {
    if (!is_aggregate(type) || child->kind == NODE_INIT_LIST || !child->type)
        return false;
    if (type->kind == TYPE_ARRAY)
        return child->type->kind != TYPE_ARRAY;
    return child->type->kind != TYPE_RECORD ||
           child->type->record != type->record;
}

/* ---- designators --------------------------------------------------------- */

static bool stand_at_field(struct list_walk *walk, const struct field *field);

/* The field itself, or an anonymous member that has it. */
static bool is_or_has(const struct field *member, const struct field *field) {
    if (member == field)
        return true;
    if (member->name || member->type->kind != TYPE_RECORD)
        return false;
    const struct record *record = member->type->record;
    for (size_t i = 0; i < record->field_count; i++)
        if (is_or_has(&record->fields[i], field))
            return true;
    return false;
}

static void stand_at(struct list_level *level, uint64_t index) {
    bool is_union =
        level->type->kind == TYPE_RECORD && level->type->record->is_union;
    level->position = is_union ? 0 : index;
    level->member = is_union ? index : 0;
}

static bool stand_at_member(struct list_walk *walk, uint64_t index,
                            const struct field *field) {
    stand_at(innermost(walk), index);
    if (&innermost(walk)->type->record->fields[index] == field)
        return true;
    enter(walk, element_at(innermost(walk)));
    return stand_at_field(walk, field);
}

static bool stand_at_field(struct list_walk *walk, const struct field *field) {
    const struct type *type = innermost(walk)->type;
    if (type->kind != TYPE_RECORD)
        return false;
    for (size_t i = 0; i < type->record->field_count; i++)
        if (is_or_has(&type->record->fields[i], field))
            return stand_at_member(walk, i, field);
    return false;
}

static bool stand_at_index(struct list_walk *walk, uint64_t index) {
    struct list_level *level = innermost(walk);
    stand_at(level, index);
    return level->type->kind == TYPE_ARRAY &&
           index < element_count(level->type);
}

static bool follow(struct list_walk *walk, const struct node *designated) {
    walk->levels.count = 1;
    for (size_t i = 0; i < designated->designator_count; i++) {
        const struct designator *step = &designated->designators[i];
        if (i > 0)
            enter(walk, element_at(innermost(walk)));
        if (!(step->field ? stand_at_field(walk, step->field)
                          : stand_at_index(walk, step->index)))
            return false;
    }
    return designated->designator_count > 0;
}

/* Is it in a variant, as which member? */
static void note_variant(const struct list_walk *walk,
                         struct element *element) {
    for (size_t i = 0; i < walk->levels.count; i++) {
        const struct list_level *level = &walk->levels.at[i];
        if (!type_is_variant(level->type))
            continue;
        element->member = &level->type->record->fields[level->member];
        element->union_at = level->offset;
    }
}

/* ---- one initialiser ----------------------------------------------------- */

bool list_next(struct list_walk *walk, const struct node *child,
               struct element *element) {
    /* `[1 ... 3] = value` */
    walk->lost =
        walk->lost || (child->kind == NODE_OPAQUE && child->designators);
    if (walk->lost)
        return false;
    *element = (struct element){.type = innermost(walk)->type,
                                .offset = innermost(walk)->offset};
    if (!is_aggregate(element->type)) /* a scalar in braces */
        return true;
    if (child->kind == NODE_DESIGNATED) {
        if (!follow(walk, child))
            return false;
        child = child->child[0];
    }
    for (;;) {
        leave_full(walk);
        const struct list_level *level = innermost(walk);
        if (level->position >= element_count(level->type))
            return false;
        *element = element_at(level);
        if (!is_for_part(child, element->type))
            break;
        if (element_count(element->type) == 0)
            return false;
        enter(walk, *element);
    }
    note_variant(walk, element);
    advance(innermost(walk));
    return true;
}
