/* Our own output, read back: how places begin, and what plain C does to them.
 * Where a place counts, an initialiser, an assignment or a read without a call
 * of ours is what it is in C, and no more. */
#include "ir/emitted.h"

enum op emitted_fill(const struct lower *lo, enum op op,
                     const struct place *place) {
    bool plain = lo->placed && (op == OP_INIT || op == OP_STORE) &&
                 place->kind == PLACE_VAR && place->ref == REF_STRONG &&
                 !lo->func->vars.at[place->var].owned;
    return plain ? OP_POINT : op;
}

enum op emitted_plain(const struct lower *lo, enum op op,
                      const struct place *place) {
    enum op fill = emitted_fill(lo, op, place);
    if (!lo->placed || fill == OP_POINT)
        return fill;
    return op == OP_STORE        ? OP_INIT
           : op == OP_STORE_WEAK ? OP_INIT_WEAK
                                 : op;
}

void emitted_weak_init(struct lower *lo, struct node *node, value_id value) {
    if (!lo->placed || !value || value == lo->emitted->made_weak ||
        lo->func->defs.at[value]->op == OP_NULL)
        return;
    lower_error(lo, TLY_VALIDATION, node, NULL,
                "a weak place begins as if it was a strong one");
}

void emitted_weak_read(struct lower *lo, struct node *node) {
    if (lo->placed)
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "a weak place is read as if it was a strong one");
}

/* ---- variables without an initialiser --------------------------------------
 */

void emitted_begin(struct lower *lo, const struct decl *decl, var_id id) {
    struct bare bare = {decl, id, lo->block};
    if (lo->placed && lo->func->vars.at[id].owned && !decl->init)
        VEC_PUSH(lo->arena, lo->emitted->bare, bare);
}

void emitted_cleared(struct lower *lo, var_id id) {
    for (size_t i = 0; i < lo->emitted->bare.count; i++)
        if (lo->emitted->bare.at[i].var == id)
            lo->emitted->bare.at[i].block = NULL;
}

/* In front of the first label of a switch an initialiser would do nothing. */
void emitted_finish(struct lower *lo) {
    for (size_t i = 0; i < lo->emitted->bare.count; i++) {
        const struct bare *bare = &lo->emitted->bare.at[i];
        if (bare->block && bare->block->reachable)
            lower_error_at(lo, TLY_VALIDATION, bare->decl->range, NULL,
                           "'%s' counts, but begins with anything",
                           bare->decl->name);
    }
}
