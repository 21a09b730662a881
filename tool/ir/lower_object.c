/* Lowering of what names the same object by another expression: `&*p`, the
 * base part `&d->base`, casts between a type and its subtypes.
 *
 * Each is a value of its own (OP_CAST), since a count operation, which has no
 * type in C, must stand outside of it. */
#include "ir/lower.h"

value_id lower_same_object(struct lower *lo, struct node *node,
                           struct node *same) {
    value_id value = lower_value(lo, same);
    if (!value)
        return 0;
    const struct inst *def = lo->func->defs.at[value];
    struct inst *inst = lower_emit(lo, OP_CAST, true, node);
    inst->type = node->type;
    lower_operand(lo, inst, value);
    inst->result_owned = def->result_owned && def->op != OP_NULL;
    return inst->result;
}
