/* Our own output, read back for translation validation: the calls and
 * variables that spell count operations become those operations again.
 *
 * This is the inverse of rewrite/emit, written from the list of forms in
 * docs/emitted.md and from nothing else: emission is not trusted. */
#include "ir/lower.h"

#include <ctype.h>
#include <string.h>

static bool starts_with(const char *name, const char *prefix) {
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* "tally_t12" for prefix "tally_t" */
static bool is_numbered(const char *name, const char *prefix) {
    return starts_with(name, prefix) &&
           isdigit((unsigned char)name[strlen(prefix)]);
}

static bool is_carrier(const char *name) {
    return strcmp(name, "tally_r") == 0 || is_numbered(name, "tally_r") ||
           is_numbered(name, "tally_v");
}

static struct decl *named(struct node *node) {
    node = node_strip_parens(node);
    return node->kind == NODE_NAME ? node->decl : NULL;
}

static var_id variable_of(struct lower *lo, struct node *node) {
    node = node_strip_parens(node);
    if (node->kind == NODE_ADDRESS)
        node = node_strip_parens(node->child[0]);
    struct decl *decl = named(node);
    return decl ? lo->var_of[decl->id] : NO_VAR;
}

void emitted_flags(struct lower *lo, struct var *var) {
    size_t same = 0;
    for (size_t i = 0; i < lo->func->vars.count; i++)
        if (lo->func->vars.at[i].kind == var->kind &&
            strcmp(lo->func->vars.at[i].name, var->name) == 0)
            same++;
    for (size_t i = 0; i < lo->placed->vars.count; i++) {
        const struct var *original = &lo->placed->vars.at[i];
        if (original->kind != var->kind ||
            strcmp(original->name, var->name) != 0 || same-- != 0)
            continue;
        var->owned = original->owned;
        var->escapes = original->escapes;
        var->stable = original->stable;
        return;
    }
}

/* ---- calls ---------------------------------------------------------------------- */

static void drop(struct lower *lo, struct node *node, var_id var) {
    lower_emit(lo, OP_DROP, false, node)->var = var;
}

/* tally_incref(x), or, as a statement on a parameter, its entry copy. */
static value_id spelled_incref(struct lower *lo, struct node *node) {
    var_id var = variable_of(lo, node->child[1]);
    bool statement = lo->full != NO_FULL &&
                     lo->func->fulls.at[lo->full].kind == FULL_STATEMENT &&
                     lo->func->fulls.at[lo->full].expr == node;
    if (statement && var != NO_VAR) {
        lower_emit(lo, OP_COPY_PARAM, false, node)->var = var;
        return 0;
    }
    value_id value = lower_value(lo, node->child[1]);
    struct inst *inst = lower_emit(lo, OP_RETAIN, true, node);
    lower_operand(lo, inst, value);
    return inst->result;
}

/* tally_decref of a variable drops it; of anything else, releases a value. */
static value_id spelled_decref(struct lower *lo, struct node *node) {
    var_id var = variable_of(lo, node->child[1]);
    if (var != NO_VAR) {
        drop(lo, node, var);
        return 0;
    }
    value_id value = lower_value(lo, node->child[1]);
    lower_operand(lo, lower_emit(lo, OP_RELEASE, false, node), value);
    return 0;
}

static struct place spelled_place(struct lower *lo, struct node *arg) {
    arg = node_strip_parens(arg);
    return lower_place(lo, arg->kind == NODE_ADDRESS ? arg->child[0] : arg);
}

static value_id spelled_store(struct lower *lo, struct node *node,
                              enum op op) {
    struct operand_span spans[2];
    spans[0] = lower_span_begin(lo);
    struct place place = spelled_place(lo, node->child[1]);
    lower_span_end(lo, &spans[0]);
    spans[1] = lower_span_begin(lo);
    value_id value = lower_convert(lo, lower_value(lo, node->child[2]),
                                   node->child[2], place.type);
    lower_span_end(lo, &spans[1]);
    lower_hazards(lo, spans, 2);
    struct inst *inst = lower_emit(lo, op, false, node);
    inst->place = place;
    inst->type = place.type;
    lower_operand(lo, inst, value);
    return value;
}

static value_id spelled_weak_load(struct lower *lo, struct node *node) {
    struct place place = spelled_place(lo, node->child[1]);
    struct inst *inst = lower_emit(lo, OP_LOAD_WEAK, true, node);
    inst->place = place;
    inst->type = place.type;
    return inst->result;
}

static value_id spelled_weak_init(struct lower *lo, struct node *node) {
    return lower_convert(lo, lower_value(lo, node->child[1]), node->child[1],
                         node->type);
}

bool emitted_call(struct lower *lo, struct node *node, const char *name,
                  value_id *value) {
    *value = 0;
    if (strcmp(name, "tally_incref") == 0)
        *value = spelled_incref(lo, node);
    else if (strcmp(name, "tally_decref") == 0)
        *value = spelled_decref(lo, node);
    else if (starts_with(name, "tally__set_"))
        *value = spelled_store(lo, node, OP_STORE);
    else if (starts_with(name, "tally__weak_store_"))
        *value = spelled_store(lo, node, OP_STORE_WEAK);
    else if (starts_with(name, "tally__weak_load_"))
        *value = spelled_weak_load(lo, node);
    else if (starts_with(name, "tally__weak_init_"))
        *value = spelled_weak_init(lo, node);
    else if (starts_with(name, "tally__drop_") ||
             starts_with(name, "tally__weak_drop_"))
        drop(lo, node, variable_of(lo, node->child[1]));
    else
        return starts_with(name, "tally__enter_unit") ||
               starts_with(name, "tally__register_unit");
    return true;
}

/* ---- variables of ours -------------------------------------------------------------- */

bool emitted_variable(struct lower *lo, struct decl *decl, struct node *node) {
    if (is_numbered(decl->name, "tally_c"))
        return true;
    if (is_numbered(decl->name, "tally_t")) {
        struct var temp = {.kind = VAR_TEMP,
                           .decl = decl,
                           .name = decl->name,
                           .type = decl->type,
                           .ref = REF_STRONG,
                           .owned = true,
                           .stable = true,
                           .conditional = true};
        lo->var_of[decl->id] = func_add_var(lo->func, temp);
        return true;
    }
    if (!is_carrier(decl->name))
        return false;
    if (!starts_with(decl->name, "tally_r"))
        return true;
    full_id full = lower_begin_full(lo, FULL_RETURN, decl->init, node);
    value_id value = lower_convert(lo, lower_value(lo, decl->init),
                                   decl->init, decl->type);
    if (!type_is_reference(decl->type))
        lower_use(lo, value, decl->init);
    lo->carried = type_is_reference(decl->type) ? value : 0;
    lower_end_full(lo, full);
    return true;
}

bool emitted_assign(struct lower *lo, struct node *node, value_id *value) {
    struct decl *decl = named(node->child[0]);
    if (!decl)
        return false;
    if (is_numbered(decl->name, "tally_t")) {
        value_id owned = lower_value(lo, node->child[1]);
        struct inst *inst = lower_emit(lo, OP_HOLD, true, node);
        inst->var = lo->var_of[decl->id];
        lower_operand(lo, inst, owned);
        *value = inst->result;
        return true;
    }
    if (!is_carrier(decl->name))
        return false;
    *value = lo->carried = lower_value(lo, node->child[1]);
    return true;
}

bool emitted_name(struct lower *lo, struct node *node, value_id *value) {
    if (!node->decl || !node->decl->name || !is_carrier(node->decl->name))
        return false;
    *value = lo->carried;
    return true;
}

bool emitted_return(struct lower *lo, struct node *node) {
    if (!node->child_count || !node->child[0])
        return false;
    struct decl *decl = named(node->child[0]);
    if (!decl || !decl->name || !starts_with(decl->name, "tally_r") ||
        !is_carrier(decl->name))
        return false;
    lower_leave(lo, lo->live, NULL, node);
    struct inst *inst = lower_emit(lo, OP_RETURN, false, node);
    inst->full = (full_id)(lo->func->fulls.count - 1);
    lower_operand(lo, inst, lo->carried);
    lower_unreachable(lo);
    return true;
}
