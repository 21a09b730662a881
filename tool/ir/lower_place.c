/* Lowering of places: where a reference is read or written, and which object
 * that memory belongs to. */
#include "ir/lower.h"

static struct place plain_place(const struct node *node) {
    return (struct place){.kind = PLACE_MEMORY,
                          .type = node->type,
                          .ref = type_place_kind(node->type),
                          .var = NO_VAR,
                          .name = "?"};
}

static struct place name_place(struct lower *lo, struct node *node) {
    struct place place = plain_place(node);
    struct decl *decl = node->decl;
    if (!decl || decl->kind == DECL_FUNCTION)
        return place;
    place.name = decl->name;
    lower_memory_event(lo, MEMORY_NAMED, decl, node);
    if (lo->placed && decl->thread_local_)
        emitted_mention(lo, node);
    /* The declared type, so that an array is not decayed. */
    place.type = decl->type;
    place.ref = type_place_kind(decl->type);
    var_id var = lo->var_of[decl->id];
    if (var != NO_VAR) {
        place.kind = PLACE_VAR;
        place.var = var;
        place.ref = lo->func->vars.at[var].ref;
    } else if (decl->storage == STORAGE_STATIC ||
               decl->storage == STORAGE_EXTERN || decl->file_scope) {
        place.kind = PLACE_STATIC;
        place.decl = decl;
    }
    return place;
}

/* A place inside another one: a member of a struct, an element of an array. */
static struct place part_of(struct place whole, const struct type *type,
                            const char *name) {
    struct place part = whole;
    if (whole.kind == PLACE_VAR)
        part.kind = PLACE_PART;
    part.type = type;
    part.ref = type_place_kind(type);
    part.name = name;
    return part;
}

static struct place behind(struct lower *lo, struct node *pointer,
                           const struct node *node, const char *name) {
    struct place place = plain_place(node);
    lower_refuse_view(lo, pointer);
    place.base = lower_value(lo, pointer);
    place.kind =
        type_is_reference(pointer->type) ? PLACE_FIELD : PLACE_MEMORY;
    place.name = name;
    return place;
}

static struct place member_place(struct lower *lo, struct node *node) {
    const struct type *type = node->field ? node->field->type : node->type;
    lower_refuse_access(lo, node);
    struct node *whole = node->child[0];
    bool arrow = node->arrow;
    if (lo->placed)
        whole = emitted_struct(whole, &arrow);
    struct place place =
        arrow ? behind(lo, whole, node, node->name)
              : part_of(lower_place(lo, whole), type, node->name);
    place.type = type;
    place.ref = type_place_kind(type);
    return place;
}

/* The array or pointer of a subscript, whichever side it stands on. */
static struct place subscript_place(struct lower *lo, struct node *node) {
    struct operand_span spans[2];
    struct node *left = node->child[0], *right = node->child[1];
    bool swapped = left->type && left->type->kind == TYPE_INTEGER;
    struct node *array = swapped ? right : left;
    struct node *index = swapped ? left : right;
    bool counted = type_is_counted_array(array->type);
    if (type_is_reference(array->type) && !counted)
        lower_error(lo, TLY_POINTER_ARITHMETIC, node,
                    "keep objects in an array of references",
                    "subscript of a reference");
    spans[0] = lower_span_begin(lo);
    struct node *bare = node_strip_parens(array);
    bool lvalue = bare->kind == NODE_NAME || bare->kind == NODE_MEMBER ||
                  bare->kind == NODE_SUBSCRIPT || bare->kind == NODE_DEREF;
    struct place place;
    if (lvalue && !counted) {
        place = lower_place(lo, bare);
        if (place.type && place.type->kind == TYPE_ARRAY) {
            place = part_of(place, place.type->inner, "[]");
        } else {
            value_id pointer = lower_read(lo, place, bare);
            place = plain_place(node);
            place.base = pointer;
            place.name = "[]";
        }
    } else {
        place = behind(lo, array, node, "[]");
    }
    lower_span_end(lo, &spans[0]);
    spans[1] = lower_span_begin(lo);
    lower_use(lo, lower_value(lo, index), index);
    lower_span_end(lo, &spans[1]);
    lower_hazards(lo, spans, 2);
    return place;
}

struct place lower_place(struct lower *lo, struct node *node) {
    struct place place;
    switch (node->kind) {
    case NODE_NAME: return name_place(lo, node);
    case NODE_PAREN: return lower_place(lo, node->child[0]);
    case NODE_MEMBER: return member_place(lo, node);
    case NODE_SUBSCRIPT: return subscript_place(lo, node);
    case NODE_DEREF: return behind(lo, node->child[0], node, "*");
    case NODE_COMPOUND_LITERAL:
        if (lower_literal_place(lo, node, &place))
            return place;
        /* fall through */
    default:
        place = plain_place(node);
        place.base = lower_value(lo, node);
        return place;
    }
}

/* The union with references that a place lies in; or NULL. */
static const struct record *union_around(const struct node *node) {
    for (;; node = node->child[0]) {
        bool member = node->kind == NODE_MEMBER;
        if (member && node->record && node->record->is_union &&
            type_is_value(&(struct type){.kind = TYPE_RECORD, .record = node->record}))
            return node->record;
        bool element = node->kind == NODE_SUBSCRIPT &&
                       variant_is_array(node->child[0]);
        if (node->kind != NODE_PAREN && !element && !(member && !node->arrow))
            return NULL;
    }
}

void lower_refuse_member(struct lower *lo, const struct node *node) {
    if (!lo->placed && union_around(node))
        lower_error(lo, TLY_UNION_ACCESS, node,
                    "use a variable of its own, and assign that",
                    "the address of a member of a union that holds references");
}

static value_id read_reference(struct lower *lo, struct place place,
                               struct node *node) {
    bool weak = place.ref == REF_WEAK;
    if (weak)
        emitted_weak_read(lo, node);
    struct inst *inst =
        lower_emit(lo, weak ? OP_LOAD_WEAK : OP_LOAD, true, node);
    inst->place = place;
    inst->type = place.type;
    return inst->result;
}

static value_id read_value(struct lower *lo, struct place place,
                           struct node *node) {
    struct inst *inst = lower_emit(lo, OP_LOAD, true, node);
    inst->place = place;
    inst->type = place.type;
    return inst->result;
}

value_id lower_read(struct lower *lo, struct place place, struct node *node) {
    if (lo->placed && place.type && type_is_counted(place.type))
        emitted_read(lo, node);
    if (place.ref != REF_NONE)
        return read_reference(lo, place, node);
    if (place.type && type_is_value(place.type))
        return read_value(lo, place, node);
    if (!place.base && node->kind == NODE_NAME && node->decl &&
        is_plain_pointer(place.type))
        return lower_read_raw(lo, node);
    bool array = place.type && place.type->kind == TYPE_ARRAY;
    if (array)
        lower_refuse_literal(lo, node);
    if (array && type_holds_references(place.type))
        lower_refuse_member(lo, node);
    if (!place.base)
        return 0;
    if (!array && !is_plain_pointer(place.type)) {
        lower_use(lo, place.base, node);
        return 0;
    }
    struct inst *inst =
        lower_emit(lo, array ? OP_ADDRESS : OP_RAW, true, node);
    inst->place = place;
    lower_operand(lo, inst, place.base);
    return inst->result;
}
