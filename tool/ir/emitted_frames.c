/* Our own output, read back: the shadow stack of --unwind=shadow. */
#include "ir/emitted.h"

#include <stdlib.h>
#include <string.h>

static void bad_frame(struct lower *lo, struct node *node) {
    lower_error(lo, TLY_VALIDATION, node, NULL,
                "something else on the shadow stack");
}

static void spelled_own(struct lower *lo, struct node *node, var_id var) {
    if (var == NO_VAR)
        bad_frame(lo, node);
    else
        lower_emit(lo, OP_OWN, false, node)->var = var;
}

/* `struct tally_owner tally_o[] = {{&tally_t1, &layout, 0}, {0, ...}};` */
void emitted_owners(struct lower *lo, const struct decl *decl) {
    const struct node *list = decl->init;
    if (!list || list->kind != NODE_INIT_LIST)
        return;
    for (size_t i = 0; i < list->child_count; i++) {
        struct alias owner = {decl, NO_VAR};
        struct node *row = list->child[i];
        if (row->kind == NODE_INIT_LIST && row->child_count)
            owner.var = emitted_variable_of(lo, row->child[0]);
        VEC_PUSH(lo->arena, lo->emitted->owners, owner);
    }
}

/* Those that are there from the beginning. */
static void spelled_enter(struct lower *lo, struct node *node) {
    for (size_t i = 0; i < lo->emitted->owners.count; i++)
        if (lo->emitted->owners.at[i].var != NO_VAR)
            spelled_own(lo, node, lo->emitted->owners.at[i].var);
}

/* The owner that the number in a call names; NULL if there is none. */
static struct alias *owner_of(struct lower *lo, const struct node *call) {
    const struct node *number = node_strip_parens(call->child[2]);
    if (number->kind != NODE_LITERAL || number->range.file != 0)
        return NULL;
    size_t index = strtoul(lo->unit->text + number->range.begin, NULL, 10);
    if (index >= lo->emitted->owners.count)
        return NULL;
    return &lo->emitted->owners.at[index];
}

/* tally__own(&tally_f, 1, &v) and its kin. */
bool emitted_frame(struct lower *lo, struct node *node, const char *name) {
    if (strcmp(name, "tally__enter_frame") == 0 ||
        strcmp(name, "tally__push_frame") == 0) {
        spelled_enter(lo, node);
    } else if (strcmp(name, "tally__leave_frame") == 0 ||
               strcmp(name, "tally__pop_frame") == 0) {
        lower_emit(lo, OP_EXIT, false, node);
    } else if (strcmp(name, "tally__own") == 0) {
        struct alias *owner = owner_of(lo, node);
        var_id var = emitted_variable_of(lo, node->child[3]);
        bool other = !owner || (owner->var != NO_VAR && owner->var != var);
        spelled_own(lo, node, other ? NO_VAR : var);
        if (!other)
            owner->var = var;
    } else if (strcmp(name, "tally__disown") == 0) {
        struct alias *owner = owner_of(lo, node);
        if (owner && owner->var != NO_VAR)
            lower_emit(lo, OP_DISOWN, false, node)->var = owner->var;
        else
            bad_frame(lo, node);
    } else {
        return false;
    }
    return true;
}

/* setjmp(tally__mark(&tally_f, &tally_m1, buffer)) */
bool emitted_marks(const struct node *call) {
    const struct node *arg =
        call->child_count > 1 ? node_behind_casts(call->child[1]) : NULL;
    return arg && arg->kind == NODE_CALL &&
           arg->child[0]->kind == NODE_NAME &&
           strcmp(arg->child[0]->name, "tally__mark") == 0;
}
