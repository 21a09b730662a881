/* Lowering of what makes counted arrays and works on them.
 *
 * tally_resize is a call that is given the address of the place: the array
 * that was there may be gone after it, as with any other such call. So a
 * pointer into it that is kept meanwhile is kept by something else, a variable
 * whose address is not taken or a companion; then the array has more than one
 * reference and is not resized in place. */
#include "ir/lower.h"

#include <string.h>

/* ---- makers -------------------------------------------------------------- */

static bool is_object_value(const struct type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    return type->kind == TYPE_RECORD && type->record->is_object;
}

static void lower_length(struct lower *lo, struct node *length) {
    lower_use(lo, lower_value(lo, length), length);
}

value_id lower_new_array(struct lower *lo, struct node *node) {
    if (!type_is_counted_array(node->type) ||
        is_object_value(node->type->inner)) {
        lower_error(lo, TLY_OBJECT_BY_VALUE, node,
                    "make an array of references: tally_new_array(T *, n)",
                    "an array of objects");
        return 0;
    }
    lower_length(lo, node->child[0]);
    struct inst *inst = lower_emit(lo, OP_NEW, true, node);
    inst->name = type_declare(lo->arena, node->type->inner, "");
    return inst->result;
}

void lower_new_length(struct lower *lo, struct node *node) {
    const struct field *member = record_flexible(node->record);
    if (!member || node->field != member)
        lower_error(lo, TLY_NEW_NOT_OBJECT, node,
                    "name the flexible array member, the last one",
                    "tally_new_flex with a member that is no flexible array");
    lower_length(lo, node->child[0]);
}

/* ---- functions ------------------------------------------------------------ */

/* A pointer to the elements of an array: counted or not. NULL if it is none.
 */
static const struct type *element_of(const struct node *node) {
    const struct type *type = node->type;
    bool pointer = type && type->kind == TYPE_POINTER &&
                   (type->ref == REF_NONE || type->ref == REF_ARRAY);
    return pointer && type->inner->size > 0 && !is_object_value(type->inner)
               ? type->inner
               : NULL;
}

static bool refuse(struct lower *lo, const struct node *node, const char *mend,
                   const char *what) {
    lower_error(lo, TLY_ARRAY_ARGUMENT, node, mend, "%s", what);
    return true;
}

static bool refuse_length(struct lower *lo, struct node *node) {
    if (node->child_count != 2 || node->child[1]->is_constant ||
        type_is_counted_array(node->child[1]->type))
        return false;
    return refuse(lo, node->child[1],
                  "give it an array that was made by tally_new_array or "
                  "tally_strdup",
                  "tally_length of what is no tally_array");
}

static bool refuse_resize(struct lower *lo, struct node *node) {
    const struct type *type = node->child[1]->type;
    if (type && type->kind == TYPE_POINTER &&
        type_is_counted_array(type->inner) && !type->inner->quals)
        return false;
    return refuse(lo, node->child[1],
                  "give it the address of a place that is marked tally_array",
                  "tally_resize of what is no place of a tally_array");
}

static bool refuse_copy(struct lower *lo, struct node *node) {
    const struct type *to = element_of(node->child[1]);
    const struct type *from = element_of(node->child[2]);
    if (to && from && to->unqualified == from->unqualified &&
        !(to->quals & QUAL_CONST))
        return false;
    return refuse(lo, node,
                  "give it two pointers to elements of the same type",
                  "tally_copy between elements of different types");
}

bool lower_refuse_array_call(struct lower *lo, struct node *node,
                             const char *name) {
    if (lo->placed)
        return false;
    if (strcmp(name, "tally_length") == 0)
        return refuse_length(lo, node);
    if (strcmp(name, "tally_resize") == 0 ||
        strcmp(name, "tally_try_resize") == 0)
        return refuse_resize(lo, node);
    if (strcmp(name, "tally_copy") == 0)
        return refuse_copy(lo, node);
    return false;
}
