/* Lowering: one function's C becomes a graph of operations on references.
 *
 * This file has the function as a whole, the scopes with the variables that
 * live in them, and the small steps that the other files of lowering take. */
#include "ir/lower.h"

#include <string.h>

static void report(struct lower *lo, enum diag_code code, struct range at,
                   const char *mend, const char *what, va_list args) {
    const char *text = arena_vprintf(lo->arena, what, args);
    diag_report(lo->diags, code, unit_place_of(lo->unit, at), mend, "%s",
                text);
    if (diag_entry_of(code)->severity == SEVERITY_ERROR)
        lo->failed = true;
}

void lower_error_at(struct lower *lo, enum diag_code code, struct range at,
                    const char *mend, const char *what, ...) {
    va_list args;
    va_start(args, what);
    report(lo, code, at, mend, what, args);
    va_end(args);
}

void lower_error(struct lower *lo, enum diag_code code, const struct node *at,
                 const char *mend, const char *what, ...) {
    va_list args;
    va_start(args, what);
    report(lo, code, at->range, mend, what, args);
    va_end(args);
}

void lower_fix(struct lower *lo, struct range range, const char *text) {
    unit_fix(lo->unit, lo->diags, range, text);
}

struct inst *lower_emit(struct lower *lo, enum op op, bool has_result,
                        struct node *node) {
    if (lo->placed)
        emitted_flush(lo, op);
    struct inst *inst = func_append(lo->func, lo->block, op, has_result);
    inst->full = lo->full;
    inst->node = node;
    if (node) {
        inst->range = node->range;
        inst->type = node->type;
    }
    inst->seq = (uint32_t)lo->made.count;
    VEC_PUSH(lo->arena, lo->made, inst);
    return inst;
}

void lower_operand(struct lower *lo, struct inst *inst, value_id value) {
    if (!value)
        return;
    value_id *operands =
        ARENA_ARRAY(lo->arena, value_id, inst->operand_count + 1);
    if (inst->operand_count)
        memcpy(operands, inst->operand,
               inst->operand_count * sizeof *operands);
    operands[inst->operand_count] = value;
    inst->operand = operands;
    inst->operand_count++;
}

void lower_use(struct lower *lo, value_id value, struct node *node) {
    if (value)
        lower_operand(lo, lower_emit(lo, OP_USE, false, node), value);
}

void lower_start(struct lower *lo, struct block *block) {
    lo->block = block;
    lo->dead = true;
}

void lower_edge(struct lower *lo, struct block *from, struct block *to) {
    VEC_PUSH(lo->arena, from->successors, to->id);
}

void lower_jump(struct lower *lo, struct block *to, struct node *node) {
    lower_emit(lo, OP_JUMP, false, node);
    lower_edge(lo, lo->block, to);
}

/* ---- variables ---------------------------------------------------------- */

/* Does a variable of this type own what it holds? */
static bool is_owner(const struct type *type) {
    enum ref_kind kind = type_place_kind(type);
    return kind == REF_STRONG || kind == REF_WEAK ||
           (type->ref == REF_NONE && type_holds_references(type));
}

static var_id add_variable(struct lower *lo, struct decl *decl,
                           enum var_kind kind, struct node *scope) {
    /* What is volatile may change behind our back; so may, behind a setjmp,
     * what a function changed before the longjmp. */
    bool changes = lo->returns_twice && (kind != VAR_PARAM || decl->assigned);
    bool escapes = decl->address_taken || changes ||
                   (decl->type->quals & QUAL_VOLATILE) != 0;
    bool rewritten = decl->assigned || escapes;
    struct var var = {.kind = kind,
                      .decl = decl,
                      .name = decl->name,
                      .type = decl->type,
                      .ref = type_place_kind(decl->type),
                      .escapes = escapes,
                      .scope = scope};
    if (kind == VAR_PARAM) {
        /* Weak and unowned parameters are passed as plain borrowed ones. */
        if (type_is_reference(decl->type))
            var.ref = REF_STRONG;
        var.consumed = (decl->marks & MARK_CONSUMED) || decl->taken;
        var.consumes_if = (decl->marks & MARK_CONSUMES_IF) != 0;
        var.owned = rewritten || var.consumed;
    } else {
        var.owned = is_owner(decl->type);
    }
    var.stable = (var.ref == REF_STRONG || type_is_value(decl->type)) &&
                 !var.escapes;
    if (lo->placed)
        emitted_flags(lo, &var);
    var_id id = func_add_var(lo->func, var);
    lo->var_of[decl->id] = id;
    return id;
}

static void push_live(struct lower *lo, var_id var) {
    struct live *live = ARENA_NEW(lo->arena, struct live);
    live->var = var;
    live->up = lo->live;
    lo->live = live;
}

var_id lower_add_local(struct lower *lo, struct decl *decl,
                       struct node *scope) {
    return add_variable(lo, decl, VAR_LOCAL, scope);
}

var_id lower_declare(struct lower *lo, struct decl *decl, struct node *scope) {
    var_id var = lower_add_local(lo, decl, scope);
    lower_enter(lo, var, decl->range);
    return var;
}

void lower_enter(struct lower *lo, var_id var, struct range range) {
    struct inst *inst = lower_emit(lo, OP_DECLARE, false, NULL);
    inst->var = var;
    inst->range = range;
    inst->type = lo->func->vars.at[var].type;
    push_live(lo, var);
}

var_id lower_declare_hidden(struct lower *lo, const char *name,
                            const struct type *type) {
    struct node *body = lo->func->function->body;
    struct var var = {.kind = VAR_LOCAL,
                      .name = name,
                      .type = type,
                      .ref = type_place_kind(type),
                      .owned = true,
                      .escapes = true,
                      .scope = body};
    var_id id = func_add_var(lo->func, var);
    lower_enter(lo, id, body->range);
    return id;
}

static size_t live_depth(const struct live *live) {
    size_t depth = 0;
    for (; live; live = live->up)
        depth++;
    return depth;
}

/* The innermost point that both share. */
const struct live *live_common(const struct live *a, const struct live *b) {
    size_t depth_a = live_depth(a), depth_b = live_depth(b);
    for (; depth_a > depth_b; depth_a--)
        a = a->up;
    for (; depth_b > depth_a; depth_b--)
        b = b->up;
    while (a != b) {
        a = a->up;
        b = b->up;
    }
    return a;
}

void lower_leave(struct lower *lo, struct live *from, struct live *to,
                 struct node *node) {
    const struct live *common = live_common(from, to);
    for (const struct live *at = from; at != common; at = at->up) {
        if (lo->placed && emitted_left(lo, at->var))
            continue;
        struct inst *inst = lower_emit(lo, OP_LEAVE, false, node);
        inst->var = at->var;
        inst->type = lo->func->vars.at[at->var].type;
    }
}

/* ---- full expressions ---------------------------------------------------- */

full_id lower_begin_full(struct lower *lo, enum full_kind kind,
                         struct node *expr, struct node *statement) {
    full_id id = (full_id)lo->func->fulls.count;
    struct full full = {.id = id,
                        .kind = kind,
                        .expr = expr,
                        .statement = statement,
                        .range = expr->range};
    VEC_PUSH(lo->arena, lo->func->fulls, full);
    lo->full = id;
    lower_emit(lo, OP_BEGIN_FULL, false, expr);
    return id;
}

void lower_end_full(struct lower *lo, full_id full) {
    struct node *expr = lo->func->fulls.at[full].expr;
    if (lo->placed && emitted_end(lo, full))
        return;
    lower_emit(lo, OP_END_FULL, false, expr);
    lo->full = NO_FULL;
}

/* ---- what a tree mentions ------------------------------------------------ */

bool hands_references(const struct type *type) {
    while (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY)
        type = type->inner;
    if (type->kind != TYPE_FUNCTION)
        return false;
    for (size_t i = 0; i < type->param_count; i++)
        if (type_is_reference(type->params[i]))
            return true;
    return type_is_reference(type->inner);
}

static bool leads_to_array(const struct type *type) {
    for (; type && type->kind != TYPE_FUNCTION; type = type->inner)
        if (type_is_counted_array(type))
            return true;
    return false;
}

/* A function of arrays: what it is given may look like a plain pointer. */
static bool passes_arrays(const struct type *function) {
    bool passes = leads_to_array(function->inner);
    for (size_t i = 0; i < function->param_count; i++)
        passes = passes || leads_to_array(function->params[i]);
    return passes;
}

/* A reference behind any number of pointers and arrays, or in a struct; a
 * function that hands some over. */
static bool type_mentions(const struct type *type) {
    while (type) {
        if (type->kind == TYPE_FUNCTION)
            return type->accepts || type->gives.marks ||
                   hands_references(type) || passes_arrays(type);
        if (type->ref != REF_NONE || type_holds_references(type))
            return true;
        if (type->kind == TYPE_RECORD)
            return type->record && type->record->is_object;
        if (type->kind != TYPE_POINTER && type->kind != TYPE_ARRAY)
            return false;
        type = type->inner;
    }
    return false;
}

/* A function of arrays, which are references whatever the types say. */
static bool names_array_function(const struct node *node) {
    static const char *const names[] = {"tally_length", "tally_resize",
                                        "tally_try_resize", "tally_copy",
                                        "tally_clear"};
    if (node->kind != NODE_NAME || !node->name)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(node->name, names[i]) == 0)
            return true;
    return false;
}

bool mentions_references(const struct node *node) {
    if (!node)
        return false;
    if (type_mentions(node->type) || node->kind == NODE_NEW ||
        names_array_function(node))
        return true;
    for (size_t i = 0; i < node->decl_count; i++)
        if (type_mentions(node->decls[i]->type) ||
            mentions_references(node->decls[i]->init))
            return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (mentions_references(node->child[i]))
            return true;
    return false;
}

static bool unit_has_objects(const struct unit *unit) {
    for (size_t i = 0; i < unit->records.count; i++)
        if (unit->records.at[i]->is_object)
            return true;
    return false;
}

/* ---- one function ---------------------------------------------------------- */

static void lower_params(struct lower *lo, const struct function *function) {
    const struct decl *decl = function->decl;
    for (size_t i = 0; i < decl->param_count; i++) {
        struct decl *param = decl->params[i];
        if (!type_is_counted(param->type)) {
            lower_raw_variable(lo, param, function->body);
            continue;
        }
        if (type_is_reference(param->type) &&
            type_place_kind(param->type) != REF_STRONG && param->address_taken)
            lower_error(lo, TLY_KIND_MIX, function->body,
                        "copy it to a local variable of that kind",
                        "the address of the weak or unowned parameter '%s'",
                        param->name);
        var_id var = add_variable(lo, param, VAR_PARAM, function->body);
        if (param->storage == STORAGE_REGISTER && lo->func->vars.at[var].owned)
            lower_error_at(lo, TLY_UNSUPPORTED, param->range,
                           "remove 'register'",
                           "parameter '%s' in a register is assigned, or "
                           "handed over",
                           param->name);
        if (lo->func->vars.at[var].consumes_if)
            lower_conditional_param(lo, param);
        if (lo->func->vars.at[var].owned || lo->func->vars.at[var].consumes_if)
            push_live(lo, var);
    }
}

static void lower_body(struct lower *lo, const struct function *function) {
    lower_params(lo, function);
    if (!lo->placed)
        lower_find_literals(lo, function->body);
    lower_statement(lo, function->body);
    if (!lo->dead)
        lower_end_without_result(lo, function);
    if (!lo->dead)
        lower_leave(lo, lo->live, NULL, function->body);
    lower_emit(lo, OP_RETURN, false, NULL);
    lower_resolve_jumps(lo, function->body);
}

/* Where the parenthesis closes that opens at or behind `from`. */
static uint32_t closing(const char *text, uint32_t from) {
    unsigned depth = 0;
    for (; text[from]; from++) {
        if (text[from] == '(')
            depth++;
        if (text[from] == ')' && --depth == 0)
            break;
    }
    return from;
}

/* `int f(n) Node *n; { }`: its parameters are declared behind the ')'. The
 * front end gives such a function the type of one with a prototype. */
static bool is_old_style(const struct lower *lo, const struct decl *decl) {
    if (!decl->param_count || decl->name_range.file != 0)
        return false;
    return decl->params[0]->range.begin >
           closing(lo->unit->text, decl->name_range.end);
}

static bool refuse_definition(struct lower *lo,
                              const struct function *function) {
    if (!is_old_style(lo, function->decl))
        return false;
    lower_error_at(lo, TLY_UNSUPPORTED, function->range,
                   "write the types into the parameter list",
                   "old-style definition of '%s', which handles references",
                   function->decl->name);
    return true;
}

/* Is it given something that it has to release? */
static bool is_given(const struct decl *function) {
    for (size_t i = 0; i < function->param_count; i++)
        if (function->params[i]->marks & (MARK_CONSUMED | MARK_CONSUMES_IF))
            return true;
    return false;
}

static bool handles_references(const struct unit *unit,
                               const struct function *function) {
    const struct decl *decl = function->decl;
    if (decl->marks & MARK_UNMANAGED)
        return false;
    return type_mentions(decl->type->inner) || is_given(decl) ||
           (unit->unwinds && jumps_far(function->body)) ||
           mentions_references(function->body);
}

static void lower_opaque_body(struct lower *lo) {
    lo->func->opaque = true;
    lower_emit(lo, OP_RETURN, false, NULL);
}

static struct func *lower_function(struct lower *lo,
                                   const struct function *function) {
    const struct unit *unit = lo->unit;
    lo->full = NO_FULL;
    lo->func = func_new(lo->arena, function->decl->name);
    lo->func->unit = unit;
    lo->func->function = function;
    lo->func->quiet = function->decl->quiet;
    lo->var_of = ARENA_ARRAY(lo->arena, var_id, unit->decls.count + 1);
    for (size_t i = 0; i <= unit->decls.count; i++)
        lo->var_of[i] = NO_VAR;
    lo->block = func_add_block(lo->func);
    if (function->decl->marks & MARK_UNMANAGED)
        lower_unmanaged(lo, function->body);
    lo->returns_twice = unit->unwinds && returns_twice(function->body);
    if (!unit->unwinds && unit_has_objects(unit))
        lower_warn_of_longjmp(lo, function->body);
    if (!lo->placed)
        lo->pairs = variant_pairs_find(function->body, lo->arena);
    if (handles_references(unit, function) && !refuse_definition(lo, function))
        lower_body(lo, function);
    else
        lower_opaque_body(lo);
    cfg_link(lo->func);
    if (lo->placed)
        emitted_finish(lo);
    if (lo->moves && !lo->placed && !lo->failed)
        lower_moved(lo);
    if (!lo->placed && !lo->failed)
        lower_memory_checked(lo);
    if (unit->unwinds && !lo->placed && !lo->failed)
        lower_unwind(lo);
    return lo->failed ? NULL : lo->func;
}

struct func *ir_lower(const struct unit *unit, const struct function *function,
                      struct arena *arena, struct diags *diags) {
    struct plan plan = {0};
    for (;;) {
        for (size_t i = 0; i < plan.keeps.count; i++)
            plan.keeps.at[i].applied = false;
        struct lower lo = {.arena = arena,
                           .diags = diags_new(arena),
                           .unit = unit,
                           .plan = &plan};
        struct func *func = lower_function(&lo, function);
        if (lo.again)
            continue;
        diags_move(diags, lo.diags);
        return func;
    }
}

/* ---- static initialisers --------------------------------------------------- */

bool unit_has_conventions(const struct unit *unit) {
    for (size_t i = 0; i < unit->types.count; i++)
        if (unit->types.at[i]->accepts || unit->types.at[i]->gives.marks)
            return true;
    return false;
}

bool ir_check_statics(const struct unit *unit, struct arena *arena,
                      struct diags *diags) {
    struct plan plan = {0};
    struct lower lo = {
        .arena = arena, .diags = diags, .unit = unit, .plan = &plan};
    if (!unit_has_conventions(unit) && !unit_has_objects(unit))
        return true;
    lo.func = func_new(arena, "static");
    lo.func->unit = unit;
    lo.var_of = ARENA_ARRAY(arena, var_id, unit->decls.count + 1);
    for (size_t i = 0; i <= unit->decls.count; i++)
        lo.var_of[i] = NO_VAR;
    lo.block = func_add_block(lo.func);
    for (size_t i = 0; i < unit->decls.count; i++) {
        struct decl *decl = unit->decls.at[i];
        if (decl->kind != DECL_VARIABLE || !decl->init ||
            (!decl->file_scope && decl->storage != STORAGE_STATIC))
            continue;
        full_id full = lower_begin_full(&lo, FULL_PLAIN, decl->init, NULL);
        lower_init(&lo, decl, NO_VAR);
        lower_end_full(&lo, full);
    }
    return !lo.failed;
}

struct func *ir_lower_emitted(const struct unit *unit,
                              const struct function *function,
                              const struct func *placed, struct arena *arena,
                              struct diags *diags) {
    struct lower lo = {
        .arena = arena, .diags = diags, .unit = unit, .placed = placed};
    lo.emitted = emitted_new(arena);
    struct func *func = lower_function(&lo, function);
    if (func) {
        func->placed = true;
        func->unwinds = placed->unwinds;
    }
    return func;
}
