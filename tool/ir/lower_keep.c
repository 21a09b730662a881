/* Which raw pointer variables keep what, and for how long.
 *
 * A raw pointer that was *derived* from an object (read out of it, or the
 * address of a part) is good as long as that. Where it is kept in a variable,
 * it may be *anchored*: a strong variable keeps the object as long as the raw
 * one is there. Else the raw variable gets a *companion*, a hidden strong
 * variable of the same scope, which takes the object where the pointer is taken
 * out of it, and which keeps it until the next such pointer is stored.
 *
 * That a variable needs a companion may turn out behind its first use; so the
 * function is lowered again, with all that is known by then (the *plan*),
 * until nothing new turns up. */
#include "ir/lower.h"

#include <string.h>

/* ---- what a pointer is derived from ---------------------------------------- */

/* The reference that a derived pointer depends on, or what joins several. */
static const struct inst *root_of(const struct lower *lo, value_id value) {
    const struct inst *inst = lo->func->defs.at[value];
    while ((inst->op == OP_RAW || inst->op == OP_ADDRESS ||
            inst->op == OP_CAST) &&
           inst->operand_count == 1)
        inst = lo->func->defs.at[inst->operand[0]];
    return inst;
}

/* One of several (?:), or what points into several (a struct of pointers). */
static bool joins(const struct inst *root) {
    return root->op == OP_PHI ||
           (root->op == OP_RAW && root->operand_count > 1);
}

typedef bool value_test(const struct lower *lo, value_id value);

static bool all_operands(const struct lower *lo, const struct inst *inst,
                         value_test *test) {
    for (size_t i = 0; i < inst->operand_count; i++)
        if (!test(lo, inst->operand[i]))
            return false;
    return true;
}

/* Valid at least as long as a variable of this function lasts? */
static bool is_anchored(const struct lower *lo, value_id value) {
    const struct inst *root = root_of(lo, value);
    if (root->op == OP_NULL)
        return true;
    if (joins(root))
        return all_operands(lo, root, is_anchored);
    if (root->op != OP_LOAD || root->place.kind != PLACE_VAR)
        return false;
    return lo->func->vars.at[root->place.var].stable;
}

/* The address of a part of an object, and not a pointer that was read there? */
static bool points_inside(const struct lower *lo, value_id value) {
    const struct inst *inst = lo->func->defs.at[value];
    if (inst->op == OP_PHI)
        return points_inside(lo, inst->operand[0]) ||
               points_inside(lo, inst->operand[1]);
    if (inst->op == OP_LOAD)
        return inst->place.kind == PLACE_VAR &&
               lo->func->vars.at[inst->place.var].keeps_for;
    if (inst->op == OP_RAW && !inst->place.base && inst->operand_count)
        return points_inside(lo, inst->operand[0]);
    return inst->op == OP_ADDRESS;
}

/* Null, whatever the path? */
static bool is_nothing(const struct lower *lo, value_id value) {
    const struct inst *root = root_of(lo, value);
    if (joins(root))
        return all_operands(lo, root, is_nothing);
    return root->op == OP_NULL;
}

static bool says_lender(const struct lower *lo) {
    const struct type *type = lo->func->function->decl->type;
    return (type->gives.marks & MARK_BORROWED_FROM) != 0;
}

/* Does the function say that the argument keeps it which it was reached from?
 * What a local variable or a static place led to is taken on trust. */
static bool is_from_lender(const struct lower *lo, value_id value) {
    const struct type *type = lo->func->function->decl->type;
    const struct inst *root = root_of(lo, value);
    if (!says_lender(lo))
        return false;
    if (joins(root))
        return all_operands(lo, root, is_from_lender);
    while (root->op == OP_LOAD && root->place.base)
        root = root_of(lo, root->place.base);
    if (root->op != OP_LOAD || root->place.kind != PLACE_VAR)
        return root->op == OP_LOAD || root->op == OP_NULL;
    const struct var *var = &lo->func->vars.at[root->place.var];
    return var->kind != VAR_PARAM ||
           var->decl->param_index == type_lender(type);
}

/* ---- how long the variable that a derived pointer was taken from lasts --- */

static bool contains(struct range outer, uint32_t offset) {
    return outer.begin <= offset && offset < outer.end;
}

/* The parts of a node: initialisers of what it declares, then children. */
static const struct node *part_of(const struct node *node, size_t i) {
    return i < node->decl_count ? node->decls[i]->init
                                : node->child[i - node->decl_count];
}

/* The innermost block or loop around a declaration. */
static const struct node *scope_of(const struct node *node, uint32_t offset) {
    const struct node *scope = NULL;
    if (!contains(node->range, offset))
        return NULL;
    if (node->kind == NODE_COMPOUND || node->kind == NODE_FOR)
        scope = node;
    for (size_t i = 0; i < node->decl_count + node->child_count; i++) {
        const struct node *part = part_of(node, i);
        const struct node *inner = part ? scope_of(part, offset) : NULL;
        if (inner)
            scope = inner;
    }
    return scope;
}

static bool gives(const struct node *call, const struct decl *decl) {
    const struct type *type = call->child[0]->type;
    if (type && type->kind == TYPE_POINTER)
        type = type->inner;
    for (size_t i = 1; type && i < call->child_count; i++) {
        const struct node *argument = node_strip_parens(call->child[i]);
        if (argument->kind == NODE_NAME && argument->decl == decl &&
            type_takes(type, i - 1, argument->type))
            return true;
    }
    return false;
}

/* Does the variable get another value here, or none? */
static bool assigns(const struct node *node, const struct decl *decl) {
    if (node->kind == NODE_CALL)
        return gives(node, decl);
    if (node->kind != NODE_ASSIGN)
        return false;
    const struct node *to = node->child[0];
    while (to->kind == NODE_PAREN)
        to = to->child[0];
    return to->kind == NODE_NAME && to->decl == decl;
}

/* May the variable get another value in `node` when the pointer was taken at
 * `taken`: behind that, by what it is part of, or in a loop around both? */
static bool assigned_after(const struct node *node, const struct decl *decl,
                           uint32_t taken, bool looped) {
    bool loop = node->kind == NODE_WHILE || node->kind == NODE_DO ||
                node->kind == NODE_FOR;
    looped = looped || (loop && contains(node->range, taken));
    if (assigns(node, decl) && (looped || node->range.begin > taken ||
                                contains(node->range, taken)))
        return true;
    for (size_t i = 0; i < node->decl_count + node->child_count; i++)
        if (part_of(node, i) &&
            assigned_after(part_of(node, i), decl, taken, looped))
            return true;
    return false;
}

/* Does a goto jump back from behind `second` to a label in front of `first`? A
 * computed one may jump anywhere. `label` NULL: any label. */
static bool jumps_back(const struct node *root, const struct node *node,
                       const char *label, uint32_t first, uint32_t second) {
    if (node->kind == NODE_COMPUTED_GOTO)
        return true;
    if (!label && node->kind == NODE_LABEL && node->range.begin <= first &&
        jumps_back(root, root, node->name, first, second))
        return true;
    if (label && node->kind == NODE_GOTO && node->range.begin >= second &&
        strcmp(node->name, label) == 0)
        return true;
    for (size_t i = 0; i < node->decl_count + node->child_count; i++)
        if (part_of(node, i) &&
            jumps_back(root, part_of(node, i), label, first, second))
            return true;
    return false;
}

/* Does the variable keep its object as long as `keeper` is there? */
static bool lasts_for(const struct lower *lo, const struct var *var,
                      const struct decl *keeper, const struct node *node) {
    if (keeper->kind == DECL_VARIABLE && var->scope &&
        keeper->range.begin < var->scope->range.begin)
        return false;
    /* A companion changes with the raw variable that it keeps for. */
    const struct decl *decl = var->decl ? var->decl : var->keeps_for;
    const struct node *body = lo->func->function->body;
    uint32_t taken = node->range.begin;
    /* A jump back over its declaration ends it, too. */
    if (decl && var->kind == VAR_LOCAL &&
        keeper->range.begin < decl->range.begin &&
        jumps_back(body, body, NULL, decl->range.begin, taken))
        return false;
    if (!decl || !decl->assigned)
        return true;
    const struct node *scope = scope_of(body, keeper->name_range.begin);
    return !assigned_after(scope ? scope : body, decl, taken,
                           jumps_back(body, body, NULL, taken, taken));
}

static bool roots_last(const struct lower *lo, value_id value,
                       const struct decl *keeper, const struct node *node) {
    const struct inst *root = root_of(lo, value);
    for (size_t i = 0; joins(root) && i < root->operand_count; i++)
        if (!roots_last(lo, root->operand[i], keeper, node))
            return false;
    if (root->op != OP_LOAD || root->place.kind != PLACE_VAR)
        return true;
    return lasts_for(lo, &lo->func->vars.at[root->place.var], keeper, node);
}

/* ---- the plan ------------------------------------------------------------- */

static struct raw_fact *fact_of(struct lower *lo, const struct decl *decl) {
    for (size_t i = 0; i < lo->plan->facts.count; i++)
        if (lo->plan->facts.at[i].decl == decl)
            return &lo->plan->facts.at[i];
    struct raw_fact fact = {.decl = decl};
    VEC_PUSH(lo->arena, lo->plan->facts, fact);
    return &lo->plan->facts.at[lo->plan->facts.count - 1];
}

static const struct keep *planned(const struct lower *lo,
                                  const struct node *root,
                                  const struct decl *keeper) {
    for (size_t i = 0; i < lo->plan->keeps.count; i++)
        if (lo->plan->keeps.at[i].root == root &&
            lo->plan->keeps.at[i].keeper == keeper)
            return &lo->plan->keeps.at[i];
    return NULL;
}

static const struct type *bare(const struct type *type) {
    return type->unqualified ? type->unqualified : type;
}

/* False if it was planned, and nothing came of it. */
static bool plan_keep(struct lower *lo, const struct inst *root,
                      const struct decl *keeper) {
    struct keep keep = {root->node, keeper, bare(root->type), false};
    const struct keep *before = planned(lo, root->node, keeper);
    if (before)
        return before->applied;
    VEC_PUSH(lo->arena, lo->plan->keeps, keep);
    return lo->again = true;
}

/* ---- companions ------------------------------------------------------------ */

static struct companion *companion_of(struct lower *lo, const struct decl *decl,
                                      const struct type *type) {
    for (size_t i = 0; i < lo->companions.count; i++)
        if (lo->companions.at[i].keeper == decl &&
            (!type || lo->companions.at[i].type == type))
            return &lo->companions.at[i];
    return NULL;
}

void lower_companion(struct lower *lo, const struct decl *keeper,
                     const struct type *type, const char *name,
                     struct node *scope) {
    struct var var = {.kind = VAR_LOCAL,
                      .name = name,
                      .type = type,
                      .ref = REF_STRONG,
                      .owned = true,
                      .stable = true,
                      .keeps_for = keeper,
                      .nth = lower_nth(lo, keeper),
                      .scope = scope};
    struct companion companion = {keeper, type, func_add_var(lo->func, var)};
    VEC_PUSH(lo->arena, lo->companions, companion);
    lower_enter(lo, companion.var, keeper->range);
}

/* How many variables of its name were declared before, in the order of
 * lowering: that is how the text that we wrote is told which is which. */
size_t lower_nth(const struct lower *lo, const struct decl *decl) {
    size_t nth = 0;
    for (size_t i = 0; i < lo->raw.count && lo->raw.at[i] != decl; i++)
        if (strcmp(lo->raw.at[i]->name, decl->name) == 0)
            nth++;
    return nth;
}

void lower_raw_variable(struct lower *lo, const struct decl *decl,
                        struct node *scope) {
    if (!decl->name || !is_plain_pointer(decl->type))
        return;
    VEC_PUSH(lo->arena, lo->raw, decl);
    lower_memory_event(lo, MEMORY_DECLARED, decl, NULL);
    if (lo->placed) {
        emitted_companions(lo, decl, scope);
        return;
    }
    for (size_t i = 0; i < lo->plan->keeps.count; i++) {
        const struct keep *keep = &lo->plan->keeps.at[i];
        if (keep->keeper != decl || companion_of(lo, decl, keep->type))
            continue;
        const char *name =
            arena_printf(lo->arena, "tally_k%zu", lo->companions.count + 1);
        lower_companion(lo, decl, keep->type, name, scope);
    }
}

static struct place var_place(const struct lower *lo, var_id id) {
    const struct var *var = &lo->func->vars.at[id];
    return (struct place){.kind = PLACE_VAR,
                          .ref = REF_STRONG,
                          .type = var->type,
                          .var = id,
                          .name = var->name};
}

value_id lower_load_companion(struct lower *lo, var_id var,
                              struct node *node) {
    struct inst *inst = lower_emit(lo, OP_LOAD, true, node);
    inst->place = var_place(lo, var);
    inst->type = inst->place.type;
    return inst->result;
}

/* What the variable held is looked at, and so held, to the end of the full
 * expression, in which the old pointer may still be used. */
static void take_out(struct lower *lo, var_id var, var_id temp,
                     struct node *node) {
    struct inst *old = lower_emit(lo, OP_MOVE, true, node);
    old->place = var_place(lo, var);
    old->type = old->place.type;
    if (temp == NO_VAR) {
        lower_use(lo, old->result, node);
        return;
    }
    struct inst *hold = lower_emit(lo, OP_HOLD, true, node);
    hold->var = temp;
    lower_operand(lo, hold, old->result);
}

value_id lower_keep_into(struct lower *lo, var_id var, var_id temp,
                         value_id value, struct node *node) {
    take_out(lo, var, temp, node);
    struct inst *init = lower_emit(lo, OP_INIT, false, node);
    init->var = var;
    init->place = var_place(lo, var);
    init->type = init->place.type;
    lower_operand(lo, init, value);
    return lower_load_companion(lo, var, node);
}

value_id lower_kept(struct lower *lo, value_id value, const struct node *node) {
    if (!value || lo->placed)
        return value;
    const struct type *type = bare(lo->func->defs.at[value]->type);
    for (size_t i = 0; i < lo->plan->keeps.count; i++) {
        struct keep *keep = &lo->plan->keeps.at[i];
        struct companion *companion =
            keep->root == node ? companion_of(lo, keep->keeper, keep->type)
                               : NULL;
        if (!companion || keep->type != type)
            continue;
        value = lower_keep_into(lo, companion->var, NO_VAR, value,
                                lo->func->defs.at[value]->node);
        keep->applied = true;
    }
    return value;
}

value_id lower_read_raw(struct lower *lo, struct node *node) {
    value_id shadow = lo->placed ? emitted_shadow(lo) : 0;
    struct inst *raw = NULL;
    for (size_t i = 0; i < lo->companions.count; i++) {
        if (lo->companions.at[i].keeper != node->decl)
            continue;
        value_id kept = shadow ? shadow
                               : lower_load_companion(lo, lo->companions.at[i].var,
                                                node);
        kept = lower_kept(lo, kept, node);
        VEC_PUSH(lo->arena, lo->shadows, kept);
    }
    if (!lo->shadows.count)
        return 0;
    raw = lower_emit(lo, OP_RAW, true, node);
    for (size_t i = 0; i < lo->shadows.count; i++)
        lower_operand(lo, raw, lo->shadows.at[i]);
    lo->shadows.count = 0;
    return raw->result;
}

/* ---- pointers that are kept ------------------------------------------------ */

/* Plans a companion for `keeper` wherever `value` comes from. False where it
 * comes from something that cannot be kept. */
static bool plan_roots(struct lower *lo, value_id value,
                       const struct decl *keeper) {
    const struct inst *root = root_of(lo, value);
    if (root->op == OP_NULL)
        return true;
    bool all = true, several = joins(root) && !type_is_reference(root->type);
    for (size_t i = 0; several && i < root->operand_count; i++)
        all = all && plan_roots(lo, root->operand[i], keeper);
    if (several)
        return all;
    if (root->op == OP_LOAD && root->place.kind == PLACE_VAR &&
        lo->func->vars.at[root->place.var].keeps_for == keeper)
        return true;
    if (!root->node || !root->type || root->type->ref == REF_NONE)
        return false;
    return plan_keep(lo, root, keeper);
}

/* A store to `s` in the middle of another one, whose pointer may not be in
 * the variable yet while its companion is. */
static bool is_being_stored(const struct lower *lo, value_id value,
                            const struct decl *keeper) {
    const struct inst *root = root_of(lo, value);
    for (size_t i = 0; joins(root) && i < root->operand_count; i++)
        if (is_being_stored(lo, root->operand[i], keeper))
            return true;
    if (root->op != OP_LOAD || root->place.kind != PLACE_VAR || !root->node ||
        type_is_reference(root->node->type)) /* no raw variable is read */
        return false;
    const struct decl *decl =
        lo->func->vars.at[root->place.var].keeps_for;
    for (size_t i = 0; decl && i < lo->storing.count; i++)
        if (lo->storing.at[i] == decl && decl != keeper)
            return true;
    return false;
}

static void keep_in_variable(struct lower *lo, value_id value,
                             struct node *node, const struct decl *keeper) {
    bool lasts =
        is_anchored(lo, value) && keeper && roots_last(lo, value, keeper, node);
    bool whole = keeper && is_plain_pointer(keeper->type);
    struct raw_fact *fact = whole ? fact_of(lo, keeper) : NULL;
    if (fact && !is_nothing(lo, value)) {
        fact->derived = true;
        fact->inside = fact->inside || points_inside(lo, value);
        if (fact->copied)
            lasts = false;
    }
    if (is_being_stored(lo, value, keeper))
        lower_error(lo, TLY_DERIVED_POINTER, node,
                    "assign the two pointers in two statements",
                    "a raw pointer is copied in the middle of an assignment "
                    "to it");
    else if (!lasts && (!whole || !plan_roots(lo, value, keeper)))
        lower_error(lo, TLY_DERIVED_POINTER, node,
                    "keep the object in a variable of its own first, and "
                    "take the pointer from that",
                    "a raw pointer into an object is kept, but nothing "
                    "keeps the object");
}

/* A raw variable whose pointer goes to another one. If it was derived, it
 * needs a companion, so that the copy knows what it is from. */
static bool note_copy(struct lower *lo, const struct decl *decl, bool kept) {
    struct raw_fact *fact = fact_of(lo, decl);
    if (kept && !fact->copied && fact->derived)
        lo->again = true;
    fact->copied = fact->copied || kept;
    return fact->inside;
}

/* Notes the raw variables, but for `keeper`, whose pointers the value may be.
 * True if one of them may point into an object. */
static bool note_copies(struct lower *lo, const struct node *node,
                        const struct decl *keeper, bool kept) {
    const struct node *lender;
    bool derived = false;
    switch (node->kind) {
    case NODE_NAME:
        return node->decl && node->decl != keeper &&
               node->decl->kind != DECL_FUNCTION &&
               is_plain_pointer(node->decl->type) &&
               note_copy(lo, node->decl, kept);
    case NODE_PAREN:
    case NODE_CAST:
    case NODE_ASSIGN:
    case NODE_COMPOUND_ASSIGN:
    case NODE_INCREMENT:
    case NODE_BINARY:
    case NODE_CONDITIONAL:
    case NODE_COMMA:
    case NODE_ADDRESS:
    case NODE_DEREF:
    case NODE_SUBSCRIPT:
    case NODE_MEMBER:
    case NODE_COMPOUND_LITERAL:
    case NODE_INIT_LIST:
    case NODE_DESIGNATED:
    case NODE_STATEMENT_EXPR:
    case NODE_COMPOUND:
    case NODE_EXPRESSION:
        for (size_t i = 0; i < node->child_count; i++)
            derived |= node->child[i] &&
                       note_copies(lo, node->child[i], keeper, kept);
        return derived;
    case NODE_CALL:
        lender = lower_lender(lo, node);
        return lender && note_copies(lo, lender, keeper, kept);
    default:
        return false;
    }
}

static void warn_escape(struct lower *lo, struct node *node, bool returned) {
    lower_error(lo, TLY_DERIVED_ESCAPES, node,
                returned ? "say with tally_borrowed_from which argument keeps "
                           "it, or return a copy or the object itself"
                         : "store a copy, or the object itself",
                "a raw pointer out of an object is %s",
                returned ? "returned" : "stored");
}

void lower_keep_raw(struct lower *lo, value_id value, struct node *node,
                    enum keep_where where, const struct decl *keeper) {
    const struct type *type = node->type;
    bool pointer = is_plain_pointer(type) || type_is_counted_array(type) ||
                   (type && (type->kind == TYPE_ARRAY ||
                             type->kind == TYPE_RECORD));
    if (!pointer || lo->placed)
        return;
    bool kept = where == KEEP_VARIABLE;
    bool copy = note_copies(lo, node, kept ? keeper : NULL, kept);
    bool derived = value && !is_nothing(lo, value);
    if (kept && derived)
        keep_in_variable(lo, value, node, keeper);
    else if (where == KEEP_MEMORY &&
             (copy || (derived && (!is_anchored(lo, value) ||
                                   points_inside(lo, value)))))
        warn_escape(lo, node, false);
    else if (where == KEEP_RETURN && (derived || copy) &&
             !(derived ? is_from_lender(lo, value) : says_lender(lo)))
        warn_escape(lo, node, true);
}
