/* Lowering of initialisers: of variables, of objects being made, and of
 * compound literals.
 *
 * Each reference and each struct value in a list is an initialisation of its
 * own. A part that is initialised twice is refused where the first one was
 * counted: C leaves open whether that is evaluated at all. */
#include "ir/lower.h"

/* A counted part that has its initialiser already. */
struct claim {
    uint64_t begin, end;
};

struct target {
    struct decl *decl;
    var_id var;            /* NO_VAR: something being made, or plain data */
    bool whole;            /* the variable itself, not a part of it */
    struct values *strong; /* something being made: its strong values */
    struct claims {
        VEC(struct claim) at;
        struct listed listed;
    } * claims;
};

static void init_node(struct lower *lo, struct node *node,
                      struct element element, const struct target *target);

/* ---- what is counted ----------------------------------------------------- */

static enum op init_op(enum ref_kind ref) {
    return ref == REF_WEAK      ? OP_INIT_WEAK
           : ref == REF_UNOWNED ? OP_INIT_RAW
                                : OP_INIT;
}

static struct place init_place(const struct target *target,
                               const struct type *type) {
    return (struct place){.kind = target->var == NO_VAR ? PLACE_MEMORY
                                  : target->whole       ? PLACE_VAR
                                                        : PLACE_PART,
                          .ref = type_place_kind(type),
                          .type = type,
                          .var = target->var,
                          .name = target->decl ? target->decl->name : "?"};
}

/* A reference, or a struct value as a whole. */
static void init_counted(struct lower *lo, struct node *node,
                         const struct type *type, const struct target *target) {
    value_id value = lower_convert(lo, lower_value(lo, node), node, type);
    enum op op = init_op(type_place_kind(type));
    if (op == OP_INIT && target->var == NO_VAR) {
        if (value && target->strong)
            VEC_PUSH(lo->arena, *target->strong, value);
        return;
    }
    if (op == OP_INIT_WEAK)
        emitted_weak_init(lo, node, value);
    struct place place = init_place(target, type);
    struct inst *inst =
        lower_emit(lo, emitted_fill(lo, op, &place), false, node);
    inst->var = inst->op == OP_POINT ? NO_VAR : target->var;
    inst->type = type;
    inst->place = place;
    lower_operand(lo, inst, value);
}

/* ---- lists --------------------------------------------------------------- */

/* `{0}` and `{ }`: everything zero. */
static bool is_zero_list(const struct node *list) {
    if (list->child_count == 0)
        return true;
    const struct node *only = list->child[0];
    return list->child_count == 1 && only->kind == NODE_LITERAL;
}

/* What the tag of a variant has to fit. */
static void note_listed(struct lower *lo, const struct target *target,
                        const struct node *child, struct element element) {
    struct listed_part part = {element.offset, NULL, child};
    if (element.member) {
        part.offset = element.union_at;
        part.member = element.member;
    } else if (element.type->kind != TYPE_INTEGER &&
               element.type->kind != TYPE_BOOL) {
        return;
    }
    VEC_PUSH(lo->arena, target->claims->listed.at, part);
}

static bool is_zero(const struct node *list) {
    return list->child[0]->has_value && list->child[0]->value == 0;
}

/* False if what stands there was counted already. */
static bool claim(struct lower *lo, const struct target *target,
                  struct element element) {
    struct claims *claims = target->claims;
    struct claim new = {element.offset, element.offset + element.type->size};
    for (size_t i = 0; i < claims->at.count; i++)
        if (claims->at.at[i].begin < new.end &&new.begin < claims->at.at[i].end)
            return false;
    if (type_is_counted(element.type))
        VEC_PUSH(lo->arena, claims->at, new);
    return true;
}

static void init_element(struct lower *lo, struct list_walk *walk,
                         struct node *child, const struct target *target) {
    struct element element;
    if (!list_next(walk, child, &element)) {
        lower_error(lo, TLY_UNSUPPORTED, child,
                    "name the members: .member = value",
                    "an initialiser whose member tally does not find");
        return;
    }
    if (child->kind == NODE_DESIGNATED)
        child = child->child[0];
    note_listed(lo, target, child, element);
    bool list = child->kind == NODE_INIT_LIST;
    struct element claimed = element;
    struct type nothing = {.kind = TYPE_VOID, .size = element.type->size};
    if (list && !type_is_reference(element.type))
        claimed.type = &nothing; /* its own elements make the claims */
    if (claim(lo, target, claimed))
        init_node(lo, child, element, target);
    else
        lower_error(lo, TLY_UNSUPPORTED, child, "leave one of them out",
                    "a reference is initialised twice");
}

static void init_elements(struct lower *lo, struct node *list,
                          struct element whole, const struct target *target) {
    struct operand_span *spans =
        ARENA_ARRAY(lo->arena, struct operand_span, list->child_count + 1);
    struct list_walk walk;
    list_begin(&walk, lo, whole.type, whole.offset);
    for (size_t i = 0; i < list->child_count; i++) {
        spans[i] = lower_span_begin(lo);
        init_element(lo, &walk, list->child[i], target);
        lower_span_end(lo, &spans[i]);
    }
    lower_hazards(lo, spans, list->child_count);
}

static void init_plain(struct lower *lo, struct node *node,
                       const struct type *type, const struct target *target) {
    value_id value = lower_convert_stored(lo, lower_value(lo, node), node,
                                          type);
    lower_keep_raw(lo, value, node, target->decl ? KEEP_VARIABLE : KEEP_MEMORY,
                   target->decl);
    lower_use(lo, value, node);
}

/* The part that an initialiser of a plain list is for. Where we cannot tell,
 * its own type will do, unless it is a function with conventions. */
static bool plain_element(struct lower *lo, struct list_walk *walk,
                          struct node *child, struct element *element) {
    if (list_next(walk, child, element))
        return true;
    walk->lost = true;
    if (child->kind == NODE_DESIGNATED)
        child = child->child[0];
    *element = (struct element){.type = child->type};
    if (!type_leads_to_function(child->type) ||
        (!unit_has_conventions(lo->unit) && !hands_references(child->type)))
        return true;
    lower_error(lo, TLY_UNSUPPORTED, child, "name the members: .member = value",
                "a function in an initialiser whose member tally does not "
                "find");
    return false;
}

/* A list for something that holds no reference: pointers that it keeps may
 * still lead into objects, and functions have conventions. */
static void init_plain_list(struct lower *lo, struct node *list,
                            struct element whole, const struct target *target) {
    struct operand_span *spans =
        ARENA_ARRAY(lo->arena, struct operand_span, list->child_count + 1);
    struct list_walk walk;
    list_begin(&walk, lo, whole.type, whole.offset);
    for (size_t i = 0; i < list->child_count; i++) {
        struct node *child = list->child[i];
        struct element element;
        spans[i] = lower_span_begin(lo);
        bool found = plain_element(lo, &walk, child, &element);
        if (child->kind == NODE_DESIGNATED)
            child = child->child[0];
        if (child->kind == NODE_INIT_LIST)
            init_plain_list(lo, child, element, target);
        else if (found)
            init_plain(lo, child, element.type, target);
        lower_span_end(lo, &spans[i]);
    }
    lower_hazards(lo, spans, list->child_count);
}

static void init_list(struct lower *lo, struct node *list, struct element whole,
                      const struct target *target) {
    if (is_zero_list(list) && !(list->child_count && !is_zero(list) &&
                                type_has_variant(whole.type)))
        return;
    if (!type_holds_references(whole.type)) {
        init_plain_list(lo, list, whole, target);
        return;
    }
    struct target part = *target;
    part.whole = false;
    init_elements(lo, list, whole, &part);
}

/* ---- one initialiser ----------------------------------------------------- */

/* `{p}` for something that is no aggregate is p; `{ }` is NULL. */
static void init_node(struct lower *lo, struct node *node,
                      struct element element, const struct target *target) {
    const struct type *type = element.type;
    bool list = node->kind == NODE_INIT_LIST;
    if (list && type_is_reference(type)) {
        if (node->child_count)
            init_node(lo, node->child[0], element, target);
    } else if (list) {
        init_list(lo, node, element, target);
    } else if (type_is_counted(type)) {
        init_counted(lo, node, type, target);
    } else {
        init_plain(lo, node, type, target);
    }
}

void lower_init(struct lower *lo, struct decl *decl, var_id var) {
    struct claims claims = {0};
    struct target target = {
        .decl = decl, .var = var, .whole = true, .claims = &claims};
    struct element whole = {.type = decl->type};
    init_node(lo, decl->init, whole, &target);
    lower_check_listed(lo, &claims.listed, decl->type);
}

void lower_made_initialisers(struct lower *lo, struct node *list,
                             const struct type *type, struct values *made) {
    struct claims claims = {0};
    struct target target = {.var = NO_VAR, .strong = made, .claims = &claims};
    struct element whole = {.type = type};
    init_list(lo, list, whole, &target);
    lower_check_listed(lo, &claims.listed, type);
}

/* The initialisers of tally_new(T, ...) are the elements of a list for T. */
void lower_new_initialisers(struct lower *lo, struct node *node,
                            struct values *made) {
    struct claims claims = {0};
    struct target target = {.var = NO_VAR, .strong = made, .claims = &claims};
    struct type type = {.kind = TYPE_RECORD, .record = node->record};
    struct node list = *node;
    bool flexible =
        node->new_kind == NEW_FLEX || node->new_kind == NEW_TRY_FLEX;
    list.kind = NODE_INIT_LIST;
    if (flexible) { /* the length is the first child */
        list.child++;
        list.child_count--;
    }
    struct element whole = {.type = &type};
    if (!is_zero_list(&list) ||
        (list.child_count && !is_zero(&list) && type_has_variant(&type)))
        init_elements(lo, &list, whole, &target);
    lower_check_listed(lo, &claims.listed, &type);
}
