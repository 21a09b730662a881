/* Which conversions keep references right.
 *
 * A reference stays a reference of its type; null pointer constants become
 * any reference; a raw pointer never becomes one, and a reference is never
 * handed to code that takes a raw pointer, unless it only looks. A counted
 * array becomes a plain pointer to its elements, which is derived from it.
 * Pointers to places of one kind (strong, weak, unowned, array) do not mix
 * with those of another. */
#include "ir/lower.h"

bool is_plain_pointer(const struct type *type) {
    return type && type->kind == TYPE_POINTER && type->ref == REF_NONE &&
           !(type->inner && type->inner->kind == TYPE_FUNCTION);
}

static const char *kind_name(enum ref_kind kind) {
    static const char *const names[] = {"raw", "strong", "weak", "unowned",
                                        "counted array"};
    return names[kind];
}

bool is_void_pointer(const struct type *type) {
    return type->kind == TYPE_POINTER && type->inner &&
           type->inner->kind == TYPE_VOID;
}

/* Does a pointer of this type lead to places that hold references? */
static bool leads_to_references(const struct type *type) {
    for (type = type->inner; type; type = type->inner) {
        if (type->kind == TYPE_FUNCTION)
            return false;
        if (type_is_reference(type) || type_holds_references(type))
            return true;
    }
    return false;
}

static bool same_kinds(const struct type *from, const struct type *to,
                       enum ref_kind *a, enum ref_kind *b);

/* A reference that is handed over as anything else is counted by one side, and
 * arrays are not told from plain pointers by what they lead to. */
static bool same_handed_over(const struct type *from, const struct type *to,
                             enum ref_kind *a, enum ref_kind *b) {
    if (type_is_reference(from) != type_is_reference(to) ||
        type_is_counted_array(from) != type_is_counted_array(to)) {
        *a = from->ref;
        *b = to->ref;
        return false;
    }
    return same_kinds(from, to, a, b);
}

/* A parameter's own kind does not matter else: all are passed as borrowed
 * ones. */
static bool same_function(const struct type *from, const struct type *to,
                          enum ref_kind *a, enum ref_kind *b) {
    if (!same_handed_over(from->inner, to->inner, a, b))
        return false;
    for (size_t i = 0; i < from->param_count && i < to->param_count; i++)
        if (!same_handed_over(from->params[i], to->params[i], a, b))
            return false;
    return true;
}

/* Compares the places that two pointer types lead to, level by level. */
static bool same_kinds(const struct type *from, const struct type *to,
                       enum ref_kind *a, enum ref_kind *b) {
    while (from && to && from->kind == to->kind) {
        if (from->kind == TYPE_FUNCTION)
            return same_function(from, to, a, b);
        if (from->kind != TYPE_POINTER && from->kind != TYPE_ARRAY)
            return true;
        from = from->inner;
        to = to->inner;
        if (!from || !to)
            return true;
        *a = from->ref;
        *b = to->ref;
        if (*a != *b)
            return false;
    }
    return true;
}

static value_id null_value(struct lower *lo, struct node *node,
                           const struct type *to) {
    struct inst *inst = lower_emit(lo, OP_NULL, true, node);
    inst->type = to;
    return inst->result;
}

/* A null pointer constant, also where it is an arm of ?: or behind casts. */
static bool is_null(struct node *node) {
    if (node->is_constant)
        return true;
    if (node->kind == NODE_PAREN || node->kind == NODE_CAST)
        return is_null(node->child[0]);
    if (node->kind == NODE_COMMA)
        return is_null(node->child[1]);
    return node->kind == NODE_CONDITIONAL && node->child[1] &&
           is_null(node->child[1]) && is_null(node->child[2]);
}

static const struct record *referent(const struct type *type) {
    return type->inner ? type->inner->record : NULL;
}

static bool same_referent(const struct type *from, const struct type *to) {
    if (from->ref == REF_ARRAY || to->ref == REF_ARRAY)
        return from->ref == to->ref &&
               from->inner->unqualified == to->inner->unqualified;
    return referent(from) == referent(to);
}

/* "'Node'", "an array of 'char'" */
static const char *described(struct lower *lo, const struct type *type) {
    const struct record *record = referent(type);
    if (type->ref == REF_ARRAY) {
        const char *element = type_declare(lo->arena, type->inner, "");
        return arena_printf(lo->arena, "an array of '%s'",
                            element ? element : "a type without a name");
    }
    return record && record->name
               ? arena_printf(lo->arena, "'%s'", record->name)
               : "an object";
}

static value_id to_reference(struct lower *lo, value_id value,
                             struct node *node, const struct type *to) {
    if (is_null(node))
        return null_value(lo, node, to);
    if (!type_is_reference(node->type)) {
        lower_error(lo, TLY_RAW_TO_OBJECT, node,
                    to->ref == REF_ARRAY
                        ? "make arrays with tally_new_array or tally_strdup, "
                          "or take back what tally_leak gave with tally_adopt"
                        : "make objects with tally_new, take back what "
                          "tally_leak gave with tally_adopt, or look at one "
                          "with tally_borrow",
                    "a pointer that is no reference becomes a reference to %s",
                    described(lo, to));
        return value;
    }
    if (!same_referent(node->type, to))
        lower_error(lo, TLY_RAW_TO_OBJECT, node,
                    "use a reference of the same type",
                    "a reference to %s becomes one to %s",
                    described(lo, node->type), described(lo, to));
    return value;
}

/* What comparators of qsort and bsearch read: T *const *, char *tally_array
 * const *, or a const struct. */
static bool is_read_only(const struct type *to) {
    enum ref_kind ref = to->inner->ref;
    return to->inner->quals & QUAL_CONST &&
           (ref == REF_STRONG || ref == REF_ARRAY ||
            to->inner->kind == TYPE_RECORD);
}

static const struct type *element_of(const struct type *type) {
    while (type && type->kind == TYPE_ARRAY)
        type = type->inner;
    return type;
}

/* Does a record of one type begin with one of the other? */
static bool begins_with(const struct record *whole, const struct record *part) {
    while (whole != part) {
        if (!whole->field_count)
            return false;
        const struct type *first = element_of(whole->fields[0].type);
        if (!first || first->kind != TYPE_RECORD)
            return false;
        whole = first->record;
    }
    return true;
}

/* The first member stands for its struct, and the other way round. Memory of
 * either came from where references are known of only if it holds some. */
static bool same_record(const struct type *from, const struct type *to) {
    return from->record == to->record ||
           begins_with(from->record, to->record) ||
           (type_holds_references(from) &&
            begins_with(to->record, from->record));
}

/* Do two pointers lead to memory whose references lie at the same places? */
static bool same_memory(const struct type *from, const struct type *to) {
    while (from && to && from->kind == to->kind) {
        if (type_is_reference(from) || type_is_reference(to))
            return type_is_reference(from) && type_is_reference(to) &&
                   same_referent(from, to);
        if (from->kind == TYPE_RECORD)
            return same_record(from, to);
        if (from->kind != TYPE_POINTER)
            return true;
        from = element_of(from->inner);
        to = element_of(to->inner);
    }
    return false;
}

static const struct type *function_behind(const struct type *type) {
    while (type && (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY))
        type = type->inner;
    return type && type->kind == TYPE_FUNCTION ? type : NULL;
}

/* A function, or a pointer to one. */
static void refuse_function(struct lower *lo, struct node *node,
                            const struct type *to) {
    enum ref_kind a = REF_NONE, b = REF_NONE;
    if (same_kinds(function_behind(node->type), function_behind(to), &a, &b))
        return;
    if (a == REF_NONE || b == REF_NONE)
        lower_error(lo, TLY_KIND_MIX, node,
                    "call it by its own type, in a function that has the "
                    "other one",
                    "a function that gives or takes references becomes one "
                    "that does not, or the other way round");
    else
        lower_error(lo, TLY_KIND_MIX, node,
                    "give both the same place annotations",
                    "a function of %s places becomes one of %s places",
                    kind_name(a), kind_name(b));
}

/* A counted array becomes a plain pointer: good as long as the array is. */
static value_id to_elements(struct lower *lo, value_id value,
                            struct node *node, const struct type *to) {
    enum ref_kind a = REF_NONE, b = REF_NONE;
    const struct type *from = node->type;
    bool same = to->inner && from->inner->unqualified == to->inner->unqualified;
    if (!lo->placed && leads_to_references(from) && !same)
        lower_error(lo, TLY_OBJECT_TO_RAW, node,
                    "use a pointer to its elements' own type",
                    "an array that holds references becomes '%s'",
                    to->spelling ? to->spelling : "a raw pointer");
    else if (!lo->placed && !same_kinds(from, to, &a, &b))
        lower_error(lo, TLY_KIND_MIX, node,
                    "give both the same place annotation",
                    "a pointer to a %s place becomes a pointer to a %s place",
                    kind_name(a), kind_name(b));
    if (!value)
        return 0;
    struct inst *inst = lower_emit(lo, OP_RAW, true, node);
    lower_operand(lo, inst, value);
    return inst->result;
}

static void refuse_mix(struct lower *lo, struct node *node,
                       const struct type *to) {
    enum ref_kind a = REF_NONE, b = REF_NONE;
    if (is_void_pointer(to) && leads_to_references(node->type))
        lower_error(lo, TLY_OBJECT_TO_RAW, node,
                    "use a pointer of its own type; a parameter of a function "
                    "that only reads may be marked tally_bytes(read)",
                    "the address of memory that holds references is given "
                    "to a 'void *'");
    else if (is_void_pointer(node->type) && is_read_only(to))
        return;
    else if (is_void_pointer(node->type) &&
             library_moves(node_behind_casts(node), to))
        return;
    else if (lower_refuse_memory(lo, node, to))
        return;
    else if (!is_void_pointer(to) && leads_to_references(to) &&
             !same_memory(node->type, to) &&
             (!leads_to_references(node->type) ||
              same_kinds(node->type, to, &a, &b)))
        lower_error(lo, TLY_RAW_TO_OBJECT, node,
                    is_void_pointer(node->type)
                        ? "what is only read may come out of a 'void *', as "
                          "'T *const *'"
                        : "take the memory from a variable or an object",
                    "raw memory is used as memory that holds references");
    else if (function_behind(node->type) && function_behind(to))
        refuse_function(lo, node, to);
    else if (!same_kinds(node->type, to, &a, &b))
        lower_error(lo, TLY_KIND_MIX, node,
                    "give both the same place annotation",
                    "a pointer to a %s place becomes a pointer to a %s place",
                    kind_name(a), kind_name(b));
}

static bool is_plain_function(const struct type *type) {
    return !type->accepts && !type->gives.marks;
}

/* Functions of all depths: results and parameters that are functions, too. */
static bool same_conventions(const struct type *from, const struct type *to) {
    from = function_behind(from);
    to = function_behind(to);
    if (!from && !to)
        return true;
    if (!from || !to)
        return is_plain_function(from ? from : to);
    if (!type_same_conventions(from, to) ||
        !same_conventions(from->inner, to->inner))
        return false;
    for (size_t i = 0; i < from->param_count && i < to->param_count; i++)
        if (!same_conventions(from->params[i], to->params[i]))
            return false;
    return true;
}

/* Also where a cast says otherwise. What comes out of a 'void *' is the
 * programmer's word, as dlsym needs it. */
static void refuse_conventions(struct lower *lo, struct node *node,
                               const struct type *to) {
    const struct type *from = node->type;
    if (node->is_constant || !function_behind(from) ||
        same_conventions(from, to))
        return;
    lower_error(lo, TLY_CONVENTION, node,
                "declare both with the same ownership marks",
                "a function that is called by one convention becomes one of "
                "another");
}

/* The pointer that casts and pointer arithmetic start from. */
static struct node *origin_of(struct node *node) {
    for (;;) {
        bool sum = node->kind == NODE_BINARY && is_plain_pointer(node->type);
        if (node->kind == NODE_PAREN || node->kind == NODE_CAST)
            node = node->child[0];
        else if (sum)
            node = node->child[is_plain_pointer(node->child[0]->type) ? 0 : 1];
        else
            return node;
    }
}

/* A reference that was cast to a raw pointer: still one for these rules. */
static bool is_cast_reference(struct node *node) {
    if (!is_plain_pointer(node->type))
        return false;
    node = origin_of(node);
    return type_is_reference(node->type) && !node->is_constant &&
           !type_is_counted_array(node->type);
}

/* The address of memory that holds references, cast to one of memory that
 * does not. */
static bool is_cast_memory(struct node *node) {
    const struct type *type = node->type;
    const struct node *origin = origin_of(node);
    return origin != node && is_plain_pointer(type) && origin->type &&
           is_plain_pointer(origin->type) && leads_to_references(origin->type) &&
           !leads_to_references(type) && !same_memory(origin->type, type);
}

bool lower_refuse_view(struct lower *lo, struct node *pointer) {
    bool reference = is_cast_reference(pointer);
    if (lo->placed || (!reference && !is_cast_memory(pointer)))
        return false;
    lower_error(lo, TLY_OBJECT_TO_RAW, pointer,
                "use a pointer of its own type",
                reference ? "an object is looked at as '%s'"
                          : "memory that holds references is looked at as '%s'",
                pointer->type->spelling ? pointer->type->spelling
                                        : "raw memory");
    return true;
}

static void refuse_raw(struct lower *lo, struct node *node,
                       const struct type *to) {
    lower_error(lo, TLY_OBJECT_TO_RAW, node,
                "use tally_leak and tally_adopt to hand it through raw code",
                "a reference becomes '%s'",
                to->spelling ? to->spelling : "a raw value");
}

value_id lower_convert(struct lower *lo, value_id value, struct node *node,
                       const struct type *to) {
    const struct type *from = node->type;
    if (from && to && type_is_counted_array(from) && is_plain_pointer(to) &&
        !node->is_constant)
        return to_elements(lo, value, node, to);
    if (lo->placed) /* our own text was checked when it was the user's */
        return from && to && from != to && type_is_reference(to) &&
                       is_null(node)
                   ? null_value(lo, node, to)
                   : value;
    if (from && to && is_cast_reference(node) && !type_is_reference(to) &&
        to->kind == TYPE_POINTER) {
        refuse_raw(lo, node, to);
        return value;
    }
    if (from && to && is_plain_pointer(to) && !leads_to_references(to) &&
        lower_refuse_view(lo, node))
        return value;
    if (!from || !to || from == to)
        return value;
    if (type_is_reference(to))
        return to_reference(lo, value, node, to);
    if (node->is_constant)
        return value;
    if (type_is_reference(from)) {
        if (to->kind == TYPE_BOOL)
            return value;
        refuse_raw(lo, node, to);
        return value;
    }
    refuse_conventions(lo, node, to);
    if (from->kind == TYPE_FUNCTION && function_behind(to))
        refuse_function(lo, node, to);
    if (from->kind == TYPE_POINTER && to->kind == TYPE_POINTER)
        refuse_mix(lo, node, to);
    return value;
}

/* A reference that a 'void *' is to keep has one mend. */
value_id lower_convert_stored(struct lower *lo, value_id value,
                              struct node *node, const struct type *to) {
    size_t before = diags_count(lo->diags);
    value = lower_convert(lo, value, node, to);
    if (diags_count(lo->diags) == before || !to || !is_void_pointer(to) ||
        !type_is_reference(node->type))
        return value;
    struct range begin = node->range, end = node->range;
    begin.end = begin.begin;
    end.begin = end.end;
    lower_fix(lo, begin, "tally_leak(");
    lower_fix(lo, end, ")");
    return value;
}
