/* Lowering of compound literals that hold references.
 *
 * As a value, a struct literal is made of what initialises it, and moves to
 * whoever takes it. One whose address is taken, and every array, is an object:
 * it gets a *hidden variable*, which lives as long as the call of the function
 * and is overwritten when the literal is evaluated again. */
#include "ir/lower.h"

#include <string.h>

/* The literal that an lvalue is a part of, or NULL. */
static struct node *literal_of(struct node *node) {
    switch (node->kind) {
    case NODE_COMPOUND_LITERAL:
        return type_holds_references(node->child[0]->type) ? node : NULL;
    case NODE_PAREN:
    case NODE_SUBSCRIPT:
        return literal_of(node->child[0]);
    case NODE_MEMBER:
        return node->arrow ? NULL : literal_of(node->child[0]);
    default:
        return NULL;
    }
}

static const struct literal *find(const struct lower *lo,
                                  const struct node *node) {
    for (size_t i = 0; i < lo->literals.count; i++)
        if (lo->literals.at[i].node == node)
            return &lo->literals.at[i];
    return NULL;
}

/* ---- hidden variables ---------------------------------------------------- */

static bool is_taken(const struct lower *lo, const char *name) {
    for (size_t i = 0; i < lo->unit->decls.count; i++)
        if (lo->unit->decls.at[i]->name &&
            strcmp(lo->unit->decls.at[i]->name, name) == 0)
            return true;
    return false;
}

static const char *hidden_name(struct lower *lo) {
    const char *name;
    do
        name = arena_printf(lo->arena, "tally_l%u", ++lo->hidden);
    while (is_taken(lo, name));
    return name;
}

/* Can a plain variable stand for it? It is written after its declaration. */
static bool can_hide(const struct type *type) {
    const struct type *element = type;
    if (type->kind != TYPE_ARRAY)
        return type_place_kind(type) == REF_STRONG || type_is_value(type);
    for (; element->kind == TYPE_ARRAY; element = element->inner)
        if (element->variable || !element->length)
            return false;
    return element->quals == 0;
}

static void add_literal(struct lower *lo, struct node *node) {
    const struct type *type = node->child[0]->type;
    if (find(lo, node) || !can_hide(type))
        return;
    if (type->unqualified)
        type = type->unqualified;
    struct literal literal = {node,
                              lower_declare_hidden(lo, hidden_name(lo), type)};
    VEC_PUSH(lo->arena, lo->literals, literal);
}

void lower_find_literals(struct lower *lo, struct node *node) {
    struct node *literal = NULL;
    if (node->kind == NODE_ADDRESS)
        literal = literal_of(node->child[0]);
    else if (node->kind == NODE_COMPOUND_LITERAL &&
             node->child[0]->type->kind == TYPE_ARRAY)
        literal = literal_of(node);
    if (literal)
        add_literal(lo, literal);
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->init && node->decls[i]->storage == STORAGE_AUTO)
            lower_find_literals(lo, node->decls[i]->init);
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i])
            lower_find_literals(lo, node->child[i]);
}

void lower_refuse_literal(struct lower *lo, struct node *node) {
    const struct node *literal = literal_of(node);
    if (literal && !find(lo, literal) && !lo->placed)
        lower_error(lo, TLY_STRUCT_VALUE, node,
                    "give it a name: declare a variable",
                    "the address of a compound literal that holds references");
}

/* ---- values -------------------------------------------------------------- */

/* What is made here takes what initialises it. */
static value_id make(struct lower *lo, struct node *node) {
    struct values made = {0};
    const struct type *type = node->child[0]->type;
    lower_made_initialisers(lo, node->child[0], type, &made);
    struct inst *inst = lower_emit(lo, OP_MAKE, true, node);
    inst_set_operands(lo->func, inst, made.at, made.count);
    inst->type = type;
    inst->name = type->kind == TYPE_RECORD ? type->record->identifier : "array";
    return inst->result;
}

/* `(T *){p}` is p. */
static value_id scalar(struct lower *lo, struct node *node) {
    struct node *list = node->child[0];
    if (list->child_count == 0)
        return lower_emit(lo, OP_NULL, true, node)->result;
    struct node *only = list->child[0];
    return lower_convert(lo, lower_value(lo, only), only, list->type);
}

static value_id literal_value(struct lower *lo, struct node *node) {
    return type_is_reference(node->child[0]->type) ? scalar(lo, node)
                                                   : make(lo, node);
}

bool lower_literal_place(struct lower *lo, struct node *node,
                         struct place *place) {
    const struct literal *literal = find(lo, node);
    if (!literal)
        return false;
    const struct var *var = &lo->func->vars.at[literal->var];
    *place = (struct place){.kind = PLACE_VAR,
                            .ref = var->ref,
                            .type = var->type,
                            .var = literal->var,
                            .name = var->name};
    value_id value = literal_value(lo, node);
    struct inst *inst = lower_emit(lo, OP_STORE, false, node);
    inst->place = *place;
    inst->type = place->type;
    lower_operand(lo, inst, value);
    return true;
}

value_id lower_compound_literal(struct lower *lo, struct node *node) {
    const struct type *type = node->child[0]->type; /* not decayed */
    struct place place;
    if (lower_literal_place(lo, node, &place))
        return 0; /* an array that decays */
    if (type_is_counted(type))
        return literal_value(lo, node);
    if (!type_holds_references(type))
        return lower_plain_list(lo, node->child[0]);
    if (lo->placed)
        return make(lo, node);
    lower_refuse_literal(lo, node);
    return 0;
}
