/* Our own output, read back for translation validation: the calls and
 * variables that spell count operations become those operations again.
 *
 * This is the inverse of rewrite/emit, written from the list of forms in
 * docs/emitted.md and from nothing else: emission is not trusted. */
#include "ir/emitted.h"

#include <ctype.h>
#include <string.h>

struct emitted *emitted_new(struct arena *arena) {
    struct emitted *emitted = ARENA_NEW(arena, struct emitted);
    emitted->open = NO_FULL;
    return emitted;
}

static bool starts_with(const char *name, const char *prefix) {
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* "tally_t12" for prefix "tally_t" */
static bool is_numbered(const char *name, const char *prefix) {
    return starts_with(name, prefix) &&
           isdigit((unsigned char)name[strlen(prefix)]);
}

/* Names that the user wrote are not ours, whatever they look like. */
static bool is_users(const struct lower *lo, const char *name) {
    const struct unit *unit = lo->placed->unit;
    for (size_t i = 0; i < unit->decls.count; i++)
        if (unit->decls.at[i]->name &&
            strcmp(unit->decls.at[i]->name, name) == 0)
            return true;
    return false;
}

/* A variable of ours: tally_t1 and its likes. */
static bool is_ours(const struct lower *lo, const struct decl *decl,
                    const char *prefix) {
    return decl && decl->name && is_numbered(decl->name, prefix) &&
           !is_users(lo, decl->name);
}

/* A name of ours that has a number only if the plain one is taken. */
static bool is_our_only(const struct lower *lo, const struct decl *decl,
                        const char *name) {
    if (is_ours(lo, decl, name))
        return true;
    return decl && decl->name && strcmp(decl->name, name) == 0 &&
           !is_users(lo, decl->name);
}

/* What carries a result over drops. */
static bool is_return_carrier(const struct lower *lo,
                              const struct decl *decl) {
    return is_our_only(lo, decl, "tally_r");
}

static bool is_carrier(const struct lower *lo, const struct decl *decl) {
    return is_return_carrier(lo, decl) || is_ours(lo, decl, "tally_v");
}

static struct decl *named(struct node *node) {
    node = node_strip_parens(node);
    return node->kind == NODE_NAME ? node->decl : NULL;
}

static struct node *strip(struct node *node) {
    while (node->kind == NODE_PAREN || node->kind == NODE_CAST)
        node = node->child[0];
    return node;
}

static var_id aliased(const struct lower *lo, const struct decl *decl) {
    for (size_t i = 0; i < lo->emitted->aliases.count; i++)
        if (lo->emitted->aliases.at[i].decl == decl)
            return lo->emitted->aliases.at[i].var;
    return NO_VAR;
}

/* The declaration that stands for the nth companion of the placed form. */
static size_t companion_number(const struct lower *lo,
                               const struct decl *decl) {
    size_t number = 0;
    while (number < lo->emitted->companions.count &&
           lo->emitted->companions.at[number].decl != decl)
        number++;
    return number;
}

static var_id companion(const struct lower *lo, const struct decl *decl) {
    size_t number = companion_number(lo, decl);
    return number < lo->emitted->companions.count
               ? lo->emitted->companions.at[number].var
               : NO_VAR;
}

/* The variable of the placed form that the nth of our declarations is. */
static const struct var *placed_companion(const struct lower *lo,
                                          size_t number) {
    for (size_t i = 0; i < lo->placed->vars.count; i++)
        if (lo->placed->vars.at[i].keeps_for && number-- == 0)
            return &lo->placed->vars.at[i];
    return NULL;
}

static void declare_companion(struct lower *lo, size_t number,
                              const struct decl *keeper, struct node *scope) {
    struct alias *alias = &lo->emitted->companions.at[number];
    const struct var *var = placed_companion(lo, number);
    if (!var || strcmp(var->keeps_for->name, keeper->name) != 0 ||
        var->nth != lower_nth(lo, keeper) ||
        var->keeps_for->kind != keeper->kind)
        return;
    alias->var = (var_id)lo->func->vars.count;
    lower_companion(lo, keeper, alias->decl->type, var->name, scope);
}

void emitted_companions(struct lower *lo, const struct decl *decl,
                        struct node *scope) {
    for (size_t i = 0; i < lo->emitted->companions.count; i++)
        declare_companion(lo, i, decl, scope);
}

/* `struct T *tally_k1 = 0;` A parameter is there already. */
static void declared_companion(struct lower *lo, struct decl *decl) {
    struct alias alias = {decl, NO_VAR};
    VEC_PUSH(lo->arena, lo->emitted->companions, alias);
    for (size_t i = 0; i < lo->raw.count; i++)
        if (lo->raw.at[i]->kind == DECL_PARAM)
            declare_companion(lo, lo->emitted->companions.count - 1,
                              lo->raw.at[i], lo->func->function->body);
}

value_id emitted_shadow(struct lower *lo) {
    value_id shadow = lo->emitted->shadow;
    lo->emitted->shadow = 0;
    return shadow;
}

var_id emitted_variable_of(struct lower *lo, struct node *node) {
    node = strip(node);
    if (node->kind == NODE_ADDRESS)
        node = strip(node->child[0]);
    struct decl *decl = named(node);
    if (!decl)
        return NO_VAR;
    if (is_ours(lo, decl, "tally_k"))
        return companion(lo, decl);
    return is_ours(lo, decl, "tally_p") ? aliased(lo, decl)
                                        : lo->var_of[decl->id];
}

static bool spelled_alias(struct lower *lo, struct node *node) {
    if (node->kind != NODE_ASSIGN)
        return false;
    struct decl *decl = named(node->child[0]);
    if (!is_ours(lo, decl, "tally_p"))
        return false;
    struct alias alias = {decl, emitted_variable_of(lo, node->child[1])};
    VEC_PUSH(lo->arena, lo->emitted->aliases, alias);
    return true;
}

/* The variable of the placed form that one of the same name, the `nth` of its
 * kind, stands for; or NULL. */
static const struct var *original(const struct lower *lo,
                                  const struct var *var, size_t nth) {
    for (size_t i = 0; i < lo->placed->vars.count; i++) {
        const struct var *other = &lo->placed->vars.at[i];
        if (other->kind == var->kind && strcmp(other->name, var->name) == 0 &&
            nth-- == 0)
            return other;
    }
    return NULL;
}

static size_t same_before(const struct lower *lo, const struct var *var,
                          size_t end) {
    size_t same = 0;
    for (size_t i = 0; i < end; i++)
        if (lo->func->vars.at[i].kind == var->kind &&
            strcmp(lo->func->vars.at[i].name, var->name) == 0)
            same++;
    return same;
}

void emitted_flags(struct lower *lo, struct var *var) {
    const struct var *other =
        original(lo, var, same_before(lo, var, lo->func->vars.count));
    if (!other)
        return;
    var->owned = other->owned;
    var->escapes = other->escapes;
    var->stable = other->stable;
}

bool emitted_initialised(const struct lower *lo, var_id id) {
    const struct var *var = &lo->func->vars.at[id];
    const struct var *other = original(lo, var, same_before(lo, var, id));
    return !other || (other->decl && other->decl->init);
}

/* ---- ends ------------------------------------------------------------------------- */

bool emitted_left(struct lower *lo, var_id var) {
    for (size_t i = 0; i < lo->emitted->left.at.count; i++) {
        if (lo->emitted->left.at.at[i] != var)
            continue;
        lo->emitted->left.at.at[i] =
            lo->emitted->left.at.at[--lo->emitted->left.at.count];
        return true;
    }
    return false;
}

struct var_list emitted_take_left(struct lower *lo) {
    struct var_list left = {0};
    if (lo->placed) {
        left = lo->emitted->left;
        lo->emitted->left = (struct var_list){0};
    }
    return left;
}

void emitted_put_left(struct lower *lo, struct var_list left) {
    if (lo->placed)
        lo->emitted->left = left;
}

bool emitted_end(struct lower *lo, full_id full) {
    enum full_kind kind = lo->func->fulls.at[full].kind;
    if (kind != FULL_INIT && kind != FULL_RETURN)
        return false;
    for (size_t i = 0; i < lo->emitted->late.count; i++) {
        struct node *call = lo->emitted->late.at[i];
        lower_emit(lo, OP_DROP, false, call)->var =
            emitted_variable_of(lo, call->child[1]);
    }
    lo->emitted->late.count = 0;
    lo->emitted->open = full;
    return true;
}

void emitted_flush(struct lower *lo, enum op next) {
    full_id full = lo->emitted->open;
    if (full == NO_FULL || next == OP_DROP)
        return;
    lo->emitted->open = NO_FULL;
    struct inst *end = func_append(lo->func, lo->block, OP_END_FULL, false);
    end->full = full;
    end->seq = (uint32_t)lo->made.count;
    VEC_PUSH(lo->arena, lo->made, end);
    if (lo->full == full)
        lo->full = NO_FULL;
}

/* ---- calls ---------------------------------------------------------------------- */

static void leave(struct lower *lo, struct node *node, var_id var) {
    lower_emit(lo, OP_LEAVE, false, node)->var = var;
    VEC_PUSH(lo->arena, lo->emitted->left.at, var);
}

/* Variables that hold nothing, or not any more, are left without a word in the
 * text: before the one that is declared before them. */
static void leave_silent(struct lower *lo, struct node *node, var_id before) {
    for (const struct live *at = lo->live; at && at->var != before;
         at = at->up) {
        bool left = emitted_left(lo, at->var);
        if (left)
            VEC_PUSH(lo->arena, lo->emitted->left.at, at->var);
        else
            leave(lo, node, at->var);
    }
}

/* Is this drop written inside the initialiser, as in
 * `T v = (tally_v1 = (E), drop, tally_v1)`? The variable has its value only
 * behind it; nothing can see the difference. */
static bool is_late(const struct lower *lo) {
    return lo->full != NO_FULL && lo->emitted->open == NO_FULL &&
           lo->func->fulls.at[lo->full].kind == FULL_INIT;
}

/* tally__begin_variable(&v.tally__object, &type, site) */
static void spelled_begin(struct lower *lo, struct node *node) {
    const struct decl *decl = named(strip(node->child[1]));
    VEC_PUSH(lo->arena, lo->emitted->begun, decl);
}

static bool is_begun(const struct lower *lo, const struct decl *decl) {
    for (size_t i = 0; i < lo->emitted->begun.count; i++)
        if (lo->emitted->begun.at[i] == decl)
            return true;
    return false;
}

static void drop(struct lower *lo, struct node *node, var_id var) {
    const struct decl *decl =
        var == NO_VAR ? NULL : lo->func->vars.at[var].decl;
    if (decl && decl->is_object && !is_begun(lo, decl))
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "the end of an object that has not begun");
    if (var == NO_VAR) {
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "a drop of something that is no variable");
        return;
    }
    bool temp = lo->func->vars.at[var].kind == VAR_TEMP;
    if (temp && is_late(lo)) {
        VEC_PUSH(lo->arena, lo->emitted->late, node);
        return;
    }
    if (!temp) {
        emitted_flush(lo, OP_LEAVE);
        leave_silent(lo, node, var);
    }
    lower_emit(lo, OP_DROP, false, node)->var = var;
    if (!temp)
        leave(lo, node, var);
}

/* ---- under conditions --------------------------------------------------------------- */

void emitted_gives(struct lower *lo, const char *condition) {
    VEC_PUSH(lo->arena, lo->emitted->gifts, condition);
}

/* Is the test that of `condition`, of a variable of ours? */
static bool is_test(const struct lower *lo, const struct node *test,
                    const char *condition) {
    test = node_strip_parens((struct node *)test);
    if (test->kind != NODE_BINARY || test->range.file != 0 || !condition)
        return false;
    const struct decl *decl = named(test->child[0]);
    const char *text = arena_strndup(lo->arena,
                                     lo->unit->text + test->range.begin,
                                     test->range.end - test->range.begin);
    return is_carrier(lo, decl) &&
           strcmp(text, arena_printf(lo->arena, "%s %s", decl->name,
                                     condition)) == 0;
}

/* tally__give_if_T(&v, tally_v1 == 0) */
static void spelled_give_if(struct lower *lo, struct node *node) {
    size_t left = lo->emitted->gifts.count;
    var_id var = emitted_variable_of(lo, node->child[1]);
    if (!left || var == NO_VAR ||
        !is_test(lo, node->child[2], lo->emitted->gifts.at[0])) {
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "something is given away under another condition");
        return;
    }
    for (size_t i = 1; i < left; i++)
        lo->emitted->gifts.at[i - 1] = lo->emitted->gifts.at[i];
    lo->emitted->gifts.count--;
    lower_emit(lo, OP_GIVE_IF, false, node)->var = var;
}

/* tally__decref_if(n, tally_r == 0) */
static void spelled_drop_if(struct lower *lo, struct node *node) {
    var_id var = emitted_variable_of(lo, node->child[1]);
    const struct decl *decl =
        var == NO_VAR ? NULL : lo->func->vars.at[var].decl;
    const char *condition =
        decl ? type_accepts(lo->func->function->decl->type, decl->param_index)
                   .argument
             : NULL;
    if (!is_test(lo, node->child[2], condition)) {
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "something is released under another condition");
        return;
    }
    emitted_flush(lo, OP_LEAVE);
    leave_silent(lo, node, var);
    lower_emit(lo, OP_DROP_IF, false, node)->var = var;
    leave(lo, node, var);
}

/* ---- retains ------------------------------------------------------------------------- */

/* The value that was retained, through any number of retains. */
static value_id root_of(const struct lower *lo, value_id value) {
    while (value && lo->func->defs.at[value]->op == OP_RETAIN)
        value = lo->func->defs.at[value]->operand[0];
    return value;
}

static value_id next_untaken(struct lower *lo, value_id root) {
    for (size_t i = 0; i < lo->emitted->untaken.count; i++)
        if (lo->emitted->untaken.at[i].root == root)
            return lo->emitted->untaken.at[i].retained;
    return 0;
}

/* A taker gets the innermost retain that is left. */
static value_id take(struct lower *lo, value_id value) {
    value_id root = root_of(lo, value), taken = next_untaken(lo, root);
    if (!taken)
        return value;
    for (size_t i = 0; i < lo->emitted->untaken.count; i++)
        if (lo->emitted->untaken.at[i].retained == taken)
            lo->emitted->untaken.at[i].root = 0;
    return taken;
}

value_id emitted_taken(struct lower *lo, value_id value) {
    return take(lo, value);
}

static value_id spelled_incref(struct lower *lo, struct node *node) {
    value_id root = root_of(lo, lower_value(lo, node->child[1]));
    struct inst *inst = lower_emit(lo, OP_RETAIN, true, node);
    lower_operand(lo, inst, root);
    struct untaken untaken = {root, inst->result};
    VEC_PUSH(lo->arena, lo->emitted->untaken, untaken);
    return inst->result;
}

static void spelled_release(struct lower *lo, struct node *node) {
    value_id value = lower_value(lo, node->child[1]);
    lower_operand(lo, lower_emit(lo, OP_RELEASE, false, node), value);
}

/* tally_decref of a variable drops it; of anything else, releases a value. */
static value_id spelled_decref(struct lower *lo, struct node *node) {
    var_id var = emitted_variable_of(lo, node->child[1]);
    if (var != NO_VAR) {
        drop(lo, node, var);
        return 0;
    }
    spelled_release(lo, node);
    return 0;
}

/* The tree has the address of an object that is a variable as its value. */
static struct node *behind_variable(struct lower *lo, struct node *name) {
    struct node *object = ARENA_NEW(lo->arena, struct node);
    *object = *name;
    object->kind = NODE_DEREF;
    object->type = name->type->inner;
    object->child = ARENA_ARRAY(lo->arena, struct node *, 1);
    object->child[0] = name;
    object->child_count = 1;
    return object;
}

static struct place spelled_place(struct lower *lo, struct node *arg) {
    arg = strip(arg); /* a cast takes the qualifiers of the place away */
    if (arg->kind == NODE_NAME && arg->decl && arg->decl->is_object)
        return lower_place(lo, behind_variable(lo, arg));
    return lower_place(lo, arg->kind == NODE_ADDRESS ? arg->child[0] : arg);
}

/* The place that a store helper is given: a member of a variant is stored by
 * those only that know of its tag. */
static struct place stored_place(struct lower *lo, struct node *node) {
    struct variant_access access;
    const char *name = node->child[0]->name;
    struct node *arg = strip(node->child[1]);
    struct place place = spelled_place(lo, arg);
    int64_t value;
    bool becomes = name && starts_with(name, "tally__become_");
    bool knows = becomes || (name && starts_with(name, "tally__put_") &&
                             strcmp(name, "tally__put_value") != 0);
    if (arg->kind == NODE_ADDRESS)
        arg = arg->child[0];
    if (variant_access_of(arg, &access) != knows)
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "a member of a union is stored without its tag");
    if (becomes && node->child_count == 4 &&
        variant_constant(node->child[3], &value))
        return variant_becoming(lo, place, value);
    return place;
}

static value_id spelled_store(struct lower *lo, struct node *node,
                              enum op op) {
    struct operand_span spans[2];
    spans[0] = lower_span_begin(lo);
    struct place place = stored_place(lo, node);
    lower_span_end(lo, &spans[0]);
    spans[1] = lower_span_begin(lo);
    value_id value = lower_convert(lo, lower_value(lo, node->child[2]),
                                   node->child[2], place.type);
    lower_span_end(lo, &spans[1]);
    lower_hazards(lo, spans, 2);
    struct inst *inst = lower_emit(lo, op, false, node);
    inst->place = place;
    inst->type = place.type;
    value_id root = root_of(lo, value);
    lower_operand(lo, inst, op == OP_STORE ? take(lo, value) : root);
    return next_untaken(lo, root) ? value : root;
}

/* tally__become_ID(&member, E, K) of a member that holds no references. */
static value_id spelled_become(struct lower *lo, struct node *node) {
    struct operand_span spans[2];
    struct node *member = strip(node->child[1]);
    if (member->kind == NODE_ADDRESS)
        member = member->child[0];
    if (type_is_counted(member->type))
        return spelled_store(lo, node, OP_STORE);
    spans[0] = lower_span_begin(lo);
    struct place place = stored_place(lo, node);
    lower_span_end(lo, &spans[0]);
    spans[1] = lower_span_begin(lo);
    value_id value = lower_value(lo, node->child[2]);
    lower_span_end(lo, &spans[1]);
    lower_hazards(lo, spans, 2);
    lower_use(lo, value, node->child[2]);
    value_id null = lower_emit(lo, OP_NULL, true, node->child[2])->result;
    struct inst *inst = lower_emit(lo, OP_STORE, false, node);
    inst->place = place;
    inst->type = place.type;
    lower_operand(lo, inst, null);
    return value;
}

/* `tally__case_ID(v)->as.node` is `v->as.node`, `(*tally__case_ID(&v)).as.node`
 * is `v.as.node`. */
struct node *emitted_struct(struct node *node, bool *arrow) {
    struct node *call = node_strip_parens(node);
    bool deref = call->kind == NODE_DEREF;
    if (deref)
        call = node_strip_parens(call->child[0]);
    if (call->kind != NODE_CALL || call->child_count != 2 ||
        call->child[0]->kind != NODE_NAME)
        return node;
    const char *name = call->child[0]->name;
    bool of = starts_with(name, "tally__case_of_");
    if (!starts_with(name, "tally__case_") && !starts_with(name, "tally__only_"))
        return node;
    struct node *given = call->child[1];
    bool address = deref && given->kind == NODE_ADDRESS;
    *arrow = !address && !of; /* an object variable is a reference to it */
    return address ? given->child[0] : given;
}

void emitted_read(struct lower *lo, struct node *node) {
    struct variant_access access;
    bool arrow = false;
    if (variant_access_of(node, &access) &&
        emitted_struct(access.base, &arrow) == access.base)
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "a member of a union is read without its tag");
}

/* tally__enter_place(&entry, &v, &layout) */
static bool spelled_enter_place(struct lower *lo, struct node *node,
                                const char *name) {
    if (strcmp(name, "tally__enter_place") != 0)
        return false;
    struct node *place = node->child[2];
    while (place->kind == NODE_CAST || place->kind == NODE_PAREN ||
           place->kind == NODE_ADDRESS)
        place = place->child[0];
    if (place->kind == NODE_NAME && place->decl)
        VEC_PUSH(lo->arena, lo->emitted->entered, place->decl);
    return true;
}

void emitted_mention(struct lower *lo, struct node *node) {
    const struct type *type = node->decl->type;
    for (size_t i = 0; i < lo->emitted->entered.count; i++)
        if (lo->emitted->entered.at[i] == node->decl)
            return;
    while (type->kind == TYPE_ARRAY && !(type->quals & QUAL_CONST))
        type = type->inner;
    if (type_holds_references(type) && !(type->quals & QUAL_CONST))
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "this thread has not entered '%s'", node->decl->name);
}

/* It retains the value itself. */
static value_id spelled_share(struct lower *lo, struct node *node) {
    value_id value = spelled_store(lo, node, OP_STORE);
    struct inst *store = lo->block->insts.at[lo->block->insts.count - 1];
    store->takes = ARENA_ARRAY(lo->arena, bool, store->operand_count + 1);
    return value;
}

static value_id spelled_move(struct lower *lo, struct node *node) {
    struct place place = spelled_place(lo, node->child[1]);
    struct inst *inst = lower_emit(lo, OP_MOVE, true, node);
    inst->place = place;
    inst->type = place.type;
    return inst->result;
}

/* tally__keep_T(&tally_k1, &tally_t1, E) */
static value_id spelled_keep(struct lower *lo, struct node *node) {
    lo->emitted->names_companion = false;
    value_id value = emitted_taken(lo, lower_value(lo, node->child[3]));
    bool shadow = lo->emitted->names_companion;
    var_id var = emitted_variable_of(lo, node->child[1]);
    var_id temp = emitted_variable_of(lo, node->child[2]);
    if (var == NO_VAR || temp == NO_VAR) {
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "something that is no variable keeps an object");
        return 0;
    }
    value_id kept = lower_keep_into(lo, var, temp, value, node);
    lo->emitted->names_companion = false;
    if (shadow)
        lo->emitted->shadow = kept;
    return kept;
}

static value_id spelled_weak_load(struct lower *lo, struct node *node) {
    struct place place = spelled_place(lo, node->child[1]);
    struct inst *inst = lower_emit(lo, OP_LOAD_WEAK, true, node);
    inst->place = place;
    inst->type = place.type;
    return inst->result;
}

static value_id spelled_weak_init(struct lower *lo, struct node *node) {
    value_id value = lower_convert(lo, lower_value(lo, node->child[1]),
                                   node->child[1], node->type);
    lo->emitted->made_weak = value;
    return value;
}

struct node *emitted_down(const struct node *node) {
    while (node->kind == NODE_PAREN)
        node = node->child[0];
    bool down = node->kind == NODE_CALL && node->child_count == 3 &&
                node->child[0]->kind == NODE_NAME &&
                strcmp(node->child[0]->name, "tally__down") == 0;
    return down ? node->child[1] : NULL;
}

/* tally__vset_ID does to a volatile place what tally__set_ID does. */
static const char *plain_name(const struct lower *lo, const char *name) {
    static const char *const stems[] = {"vset_", "vshare_", "vdrop_", "vweak_"};
    if (!starts_with(name, "tally__"))
        return name;
    const char *stem = name + strlen("tally__");
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (starts_with(stem, stems[i]))
            return arena_printf(lo->arena, "tally__%s", stem + 1);
    return name;
}

bool emitted_call(struct lower *lo, struct node *node, const char *name,
                  value_id *value) {
    *value = 0;
    name = plain_name(lo, name);
    if (strcmp(name, "tally_incref") == 0 ||
        starts_with(name, "tally__copy_"))
        *value = spelled_incref(lo, node);
    else if (strcmp(name, "tally_decref") == 0)
        *value = spelled_decref(lo, node);
    else if (starts_with(name, "tally__release_"))
        spelled_release(lo, node);
    else if (starts_with(name, "tally__become_"))
        *value = spelled_become(lo, node);
    else if (starts_with(name, "tally__set_") ||
             starts_with(name, "tally__put_") ||
             starts_with(name, "tally__assign_") ||
             strcmp(name, "tally__put_value") == 0)
        *value = spelled_store(lo, node, OP_STORE);
    else if (starts_with(name, "tally__share_"))
        *value = spelled_share(lo, node);
    else if (starts_with(name, "tally__weak_store_"))
        *value = spelled_store(lo, node, OP_STORE_WEAK);
    else if (starts_with(name, "tally__keep_"))
        *value = spelled_keep(lo, node);
    else if (starts_with(name, "tally__take_"))
        *value = spelled_move(lo, node);
    else if (starts_with(name, "tally__weak_load_") ||
             starts_with(name, "tally__weak_get_"))
        *value = spelled_weak_load(lo, node);
    else if (starts_with(name, "tally__unowned_"))
        *value = lower_value(lo, node->child[1]);
    else if (starts_with(name, "tally__weak_init_"))
        *value = spelled_weak_init(lo, node);
    else if (strcmp(name, "tally__end_variable") == 0 ||
             starts_with(name, "tally__drop_") ||
             starts_with(name, "tally__weak_drop_"))
        drop(lo, node, emitted_variable_of(lo, node->child[1]));
    else if (starts_with(name, "tally__give_if_"))
        spelled_give_if(lo, node);
    else if (strcmp(name, "tally__decref_if") == 0)
        spelled_drop_if(lo, node);
    else if (strcmp(name, "tally__mark") == 0)
        *value = lower_value(lo, node->child[3]);
    else if (!emitted_frame(lo, node, name))
        return spelled_enter_place(lo, node, name) ||
               starts_with(name, "tally__enter_unit") ||
               starts_with(name, "tally__register_unit");
    return true;
}

/* ---- variables of ours -------------------------------------------------------------- */

bool emitted_target(const struct lower *lo, struct node *target) {
    return is_ours(lo, named(target), "tally_g");
}

/* What a computed goto jumps to, kept over drops. */
static void spelled_target(struct lower *lo, struct decl *decl,
                           struct node *node) {
    full_id full = lower_begin_full(lo, FULL_INIT, decl->init, node);
    lower_use(lo, lower_value(lo, decl->init), decl->init);
    lower_end_full(lo, full);
}

bool emitted_variable(struct lower *lo, struct decl *decl, struct node *node) {
    if (is_ours(lo, decl, "tally_k")) {
        declared_companion(lo, decl);
        return true;
    }
    if (is_our_only(lo, decl, "tally_o")) {
        emitted_owners(lo, decl);
        return true;
    }
    if (is_ours(lo, decl, "tally_c") || is_ours(lo, decl, "tally_p") ||
        is_ours(lo, decl, "tally_m") || is_our_only(lo, decl, "tally_f"))
        return true;
    if (is_ours(lo, decl, "tally_t")) {
        struct var temp = {.kind = VAR_TEMP,
                           .decl = decl,
                           .name = decl->name,
                           .type = decl->type,
                           .ref = type_is_value(decl->type) ? REF_NONE
                                                            : REF_STRONG,
                           .owned = true,
                           .stable = true,
                           .conditional = true};
        lo->var_of[decl->id] = func_add_var(lo->func, temp);
        return true;
    }
    if (is_ours(lo, decl, "tally_g")) {
        spelled_target(lo, decl, node);
        return true;
    }
    if (!is_carrier(lo, decl))
        return false;
    if (!is_return_carrier(lo, decl))
        return true;
    lower_prepare(lo, decl->init, NO_VAR);
    full_id full = lower_begin_full(lo, FULL_RETURN, decl->init, node);
    value_id value = lower_convert(lo, lower_value(lo, decl->init),
                                   decl->init, decl->type);
    if (!type_is_counted(decl->type))
        lower_use(lo, value, decl->init);
    lo->emitted->carried = type_is_counted(decl->type) ? value : 0;
    lo->emitted->carried_full = full;
    lower_end_full(lo, full);
    return true;
}

bool emitted_assign(struct lower *lo, struct node *node, value_id *value) {
    struct decl *decl = named(node->child[0]);
    if (is_ours(lo, decl, "tally_t")) {
        lo->emitted->names_companion = false;
        value_id owned = lower_value(lo, node->child[1]);
        struct inst *inst = lower_emit(lo, OP_HOLD, true, node);
        inst->var = lo->var_of[decl->id];
        lower_operand(lo, inst, owned);
        *value = inst->result;
        if (lo->emitted->names_companion)
            lo->emitted->shadow = inst->result;
        lo->emitted->names_companion = false;
        return true;
    }
    if (!is_carrier(lo, decl))
        return false;
    *value = lower_value(lo, node->child[1]);
    if (type_is_counted_array(node->child[1]->type))
        *value = lower_convert(lo, *value, node->child[1],
                               node->child[0]->type);
    lo->emitted->carried = *value;
    return true;
}

bool emitted_name(struct lower *lo, struct node *node, value_id *value) {
    if (is_ours(lo, node->decl, "tally_k")) {
        var_id var = companion(lo, node->decl);
        if (var == NO_VAR)
            return false;
        *value = lower_load_companion(lo, var, node);
        lo->emitted->names_companion = true;
        return true;
    }
    if (!is_carrier(lo, node->decl))
        return false;
    *value = lo->emitted->carried;
    return true;
}

bool emitted_return(struct lower *lo, struct node *node) {
    if (!node->child_count || !node->child[0])
        return false;
    if (!is_return_carrier(lo, named(node->child[0])))
        return false;
    lower_leave(lo, lo->live, NULL, node);
    lower_return_value(lo, node, lo->emitted->carried,
                       lo->emitted->carried_full);
    return true;
}

/* A pad in front of a label: the variable comes into being, empty. */
static void spelled_pad(struct lower *lo, struct node *node, var_id var) {
    struct inst *inst = lower_emit(lo, OP_DECLARE, false, node);
    inst->var = var;
    inst->type = lo->func->vars.at[var].type;
}

/* `n = 0;` of a variable that counts: stores of the user's are calls. */
static bool spelled_empty(struct lower *lo, struct node *node) {
    if (node->kind != NODE_ASSIGN || node->child[0]->kind != NODE_NAME ||
        node->child[1]->kind != NODE_LITERAL)
        return false;
    var_id var = emitted_variable_of(lo, node->child[0]);
    if (var == NO_VAR)
        return false;
    const struct var *emptied = &lo->func->vars.at[var];
    if (emptied->kind != VAR_LOCAL || !emptied->owned)
        return false;
    spelled_pad(lo, node, var);
    return true;
}

/* Statements that are nothing but calls of ours: drops at the end of a scope
 * or of an initialiser, the entry copy of a parameter. */
bool emitted_statement(struct lower *lo, struct node *node) {
    if (node->kind != NODE_EXPRESSION)
        return false;
    struct node *call = node_strip_parens(node->child[0]);
    if (spelled_alias(lo, call) || spelled_empty(lo, call))
        return true;
    if (call->kind != NODE_CALL || call->child_count < 2)
        return false;
    struct decl *function = named(call->child[0]);
    if (function && emitted_frame(lo, call, function->name))
        return true;
    var_id var = emitted_variable_of(lo, call->child[1]);
    if (!function || var == NO_VAR)
        return false;
    const char *name = plain_name(lo, function->name);
    if (strcmp(name, "tally__begin_variable") == 0) {
        spelled_begin(lo, call);
        return true;
    }
    if (strcmp(name, "tally__clear_values") == 0) {
        emitted_cleared(lo, var); /* `declare` says that it is empty */
        return true;
    }
    if (strcmp(name, "tally_incref") == 0 ||
        starts_with(name, "tally__copy_"))
        lower_emit(lo, OP_COPY_PARAM, false, node)->var = var;
    else if (strcmp(name, "tally_decref") == 0 ||
             strcmp(name, "tally__end_variable") == 0 ||
             starts_with(name, "tally__drop_") ||
             starts_with(name, "tally__weak_drop_"))
        drop(lo, node, var);
    else if (strcmp(name, "tally__decref_if") == 0)
        spelled_drop_if(lo, call);
    else if (strcmp(name, "tally__empty") == 0)
        spelled_pad(lo, node, var);
    else
        return false;
    return true;
}

/* ---- statement expressions ---------------------------------------------------------- */

static bool is_expression(const struct node *node) {
    return node->kind == NODE_EXPRESSION;
}

/* `tally_v1 = (E); drops; tally_v1;` */
struct node *emitted_giving(const struct lower *lo, const struct node *body) {
    size_t last = body->child_count - 1;
    if (!is_expression(body->child[last]))
        return NULL;
    const struct decl *carrier = named(body->child[last]->child[0]);
    if (!is_carrier(lo, carrier))
        return body->child[last];
    while (last-- > 0) {
        struct node *statement = body->child[last];
        struct node *assign =
            is_expression(statement) ? statement->child[0] : NULL;
        if (assign && assign->kind == NODE_ASSIGN &&
            named(assign->child[0]) == carrier)
            return statement;
    }
    return NULL;
}

value_id emitted_given(struct lower *lo, struct node *body,
                       const struct node *gives, value_id value) {
    size_t i = 0;
    while (body->child[i] != gives)
        i++;
    for (i++; i + 1 < body->child_count; i++)
        if (!emitted_statement(lo, body->child[i]))
            lower_error(lo, TLY_VALIDATION, body->child[i], NULL,
                        "something that is no drop");
    return value;
}
