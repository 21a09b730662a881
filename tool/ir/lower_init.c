/* Lowering of initialisers: of variables, and of objects being made.
 *
 * The places of a list are found by designators or, without them, by
 * position; a list that leaves out inner braces around members that hold
 * references is refused. */
#include "ir/lower.h"

struct target {
    struct decl *decl;
    var_id var;            /* NO_VAR: an object being made, or plain data */
    bool whole;            /* the variable itself, not a part of it */
    struct values *strong; /* an object being made: its strong values */
};

static void init_node(struct lower *lo, struct node *node,
                      const struct type *type, const struct target *target);

static void init_reference(struct lower *lo, struct node *node,
                           const struct type *type,
                           const struct target *target) {
    value_id value = lower_convert(lo, lower_value(lo, node), node, type);
    if (type->ref == REF_STRONG && target->var == NO_VAR) {
        if (value && target->strong)
            VEC_PUSH(lo->arena, *target->strong, value);
        return;
    }
    enum op op = type->ref == REF_WEAK      ? OP_INIT_WEAK
                 : type->ref == REF_UNOWNED ? OP_INIT_RAW
                                            : OP_INIT;
    struct inst *inst = lower_emit(lo, op, false, node);
    inst->var = target->var;
    inst->type = type;
    inst->place = (struct place){
        .kind = target->var == NO_VAR ? PLACE_MEMORY
                : target->whole       ? PLACE_VAR
                                      : PLACE_PART,
        .ref = type->ref,
        .type = type,
        .var = target->var,
        .name = target->decl ? target->decl->name : "?"};
    lower_operand(lo, inst, value);
}

/* The type of the element at `position` of a list without designators. */
static const struct type *positional_type(const struct type *type,
                                          size_t position) {
    if (type->kind == TYPE_ARRAY)
        return type->inner;
    if (type->kind != TYPE_RECORD || !type->record)
        return NULL;
    const struct record *record = type->record;
    size_t at = 0;
    for (size_t i = 0; i < record->field_count; i++) {
        if (record->fields[i].is_bit_field && !record->fields[i].name)
            continue;
        if (at++ == position)
            return record->fields[i].type;
    }
    return NULL;
}

/* `{0}` and `{ }`: everything zero. */
static bool is_zero_list(const struct node *list) {
    if (list->child_count == 0)
        return true;
    const struct node *only = list->child[0];
    return list->child_count == 1 && only->kind == NODE_LITERAL;
}

static bool elides_braces(const struct node *child, const struct type *type) {
    bool aggregate = type->kind == TYPE_ARRAY || type->kind == TYPE_RECORD;
    return aggregate && type_holds_references(type) &&
           child->kind != NODE_INIT_LIST &&
           !(child->type && child->type->kind == TYPE_RECORD &&
             child->type->record == type->record);
}

static void init_element(struct lower *lo, struct node *child,
                         const struct type *type,
                         const struct target *target) {
    if (!type) {
        lower_error(lo, TLY_UNSUPPORTED, child, "name the members: .member = value",
                    "an initialiser whose member tally does not find");
        return;
    }
    if (elides_braces(child, type)) {
        lower_error(lo, TLY_UNSUPPORTED, child,
                    "write the inner braces, or set the members one by one",
                    "an initialiser that leaves out braces around references");
        return;
    }
    init_node(lo, child, type, target);
}

static bool has_designators(const struct node *list) {
    for (size_t i = 0; i < list->child_count; i++)
        if (list->child[i]->kind == NODE_DESIGNATED)
            return true;
    return false;
}

/* No designator leads deeper into one: all elements have its inner type. */
static bool is_array_of_references(const struct type *type) {
    return type->kind == TYPE_ARRAY && type_is_reference(type->inner);
}

static void init_elements(struct lower *lo, struct node *list,
                          const struct type *type,
                          const struct target *target) {
    bool designated = has_designators(list);
    struct operand_span *spans =
        ARENA_ARRAY(lo->arena, struct operand_span, list->child_count + 1);
    for (size_t i = 0; i < list->child_count; i++) {
        struct node *child = list->child[i];
        spans[i] = lower_span_begin(lo);
        if (child->kind == NODE_DESIGNATED)
            init_element(lo, child->child[0], child->designator_type,
                         target);
        else if (designated && !is_array_of_references(type))
            init_element(lo, child, NULL, target);
        else
            init_element(lo, child, positional_type(type, i), target);
        lower_span_end(lo, &spans[i]);
    }
    lower_hazards(lo, spans, list->child_count);
}

static void init_plain(struct lower *lo, struct node *node,
                       const struct type *type, const struct target *target) {
    value_id value = lower_convert(lo, lower_value(lo, node), node, type);
    lower_keep_raw(lo, value, node, target->decl ? KEEP_VARIABLE : KEEP_MEMORY,
                   target->decl);
    lower_use(lo, value, node);
}

/* Is this the first member of what has no braces of its own? */
static bool leaves_out_braces(const struct node *child,
                              const struct type *type) {
    if (child->kind == NODE_INIT_LIST || type->kind != TYPE_RECORD)
        return child->kind != NODE_INIT_LIST && type->kind == TYPE_ARRAY &&
               child->kind != NODE_LITERAL;
    return !child->type || child->type->kind != TYPE_RECORD;
}

/* The type that a function in a plain list gets; NULL where braces that are
 * left out hide it, which is refused. */
static const struct type *plain_type(struct lower *lo, struct node *child,
                                     const struct type *type, bool known) {
    if (!type_leads_to_function(child->type) ||
        (!unit_has_conventions(lo->unit) && !hands_references(child->type)))
        return child->type;
    if (type && known && type_leads_to_function(type))
        return type;
    lower_error(lo, TLY_UNSUPPORTED, child,
                "write the inner braces, and name either all members or none",
                "a function in an initialiser whose member tally does not "
                "find");
    return NULL;
}

/* A list for something that holds no reference: pointers that it keeps may
 * still lead into objects, and functions have conventions. */
static void init_plain_list(struct lower *lo, struct node *list,
                            const struct type *type,
                            const struct target *target) {
    bool designated = has_designators(list), known = true;
    struct operand_span *spans =
        ARENA_ARRAY(lo->arena, struct operand_span, list->child_count + 1);
    for (size_t i = 0; i < list->child_count; i++) {
        struct node *child = list->child[i];
        const struct type *to = designated ? child->designator_type
                                           : positional_type(type, i);
        spans[i] = lower_span_begin(lo);
        if (child->kind == NODE_DESIGNATED)
            child = child->child[0];
        if (child->kind == NODE_INIT_LIST)
            init_plain_list(lo, child, to ? to : child->type, target);
        else if ((to = plain_type(lo, child, to, known)))
            init_plain(lo, child, to, target);
        known = known && to && !leaves_out_braces(child, to);
        lower_span_end(lo, &spans[i]);
    }
    lower_hazards(lo, spans, list->child_count);
}

static void init_list(struct lower *lo, struct node *list,
                      const struct type *type, const struct target *target) {
    if (is_zero_list(list))
        return;
    if (!type_holds_references(type)) {
        init_plain_list(lo, list, type, target);
        return;
    }
    struct target part = *target;
    part.whole = false;
    init_elements(lo, list, type, &part);
}

static void init_node(struct lower *lo, struct node *node,
                      const struct type *type, const struct target *target) {
    if (type_is_reference(type))
        init_reference(lo, node, type, target);
    else if (node->kind == NODE_INIT_LIST)
        init_list(lo, node, type, target);
    else if (type_holds_references(type))
        lower_error(lo, TLY_STRUCT_VALUE, node, "set its members one by one",
                    "initialisation by a copy of a struct that holds "
                    "references");
    else
        init_plain(lo, node, type, target);
}

void lower_init(struct lower *lo, struct decl *decl, var_id var) {
    struct target target = {.decl = decl, .var = var, .whole = true};
    init_node(lo, decl->init, decl->type, &target);
}

/* The initialisers of tally_new(T, ...) are the elements of a list for T. */
void lower_new_initialisers(struct lower *lo, struct node *node,
                            struct values *made) {
    struct target target = {.var = NO_VAR, .strong = made};
    struct type type = {.kind = TYPE_RECORD, .record = node->record};
    struct node list = *node;
    list.kind = NODE_INIT_LIST;
    if (!is_zero_list(&list))
        init_elements(lo, &list, &type, &target);
}
