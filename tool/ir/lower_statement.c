/* Lowering of statements: branches, loops, jumps, and the scopes they leave. */
#include "ir/lower.h"

/* ---- blocks ------------------------------------------------------------------ */

/* Goes on in `block`, to which something leads. */
static void continue_in(struct lower *lo, struct block *block) {
    lo->block = block;
    lo->dead = false;
}

/* Ends the current block with a jump there, and goes on there. */
static void fall_into(struct lower *lo, struct block *block,
                      struct node *node) {
    bool dead = lo->dead;
    lower_jump(lo, block, node);
    lo->block = block;
    lo->dead = dead;
}

/* Nothing follows: what comes up to the next label is unreachable. */
void lower_unreachable(struct lower *lo) {
    lower_start(lo, func_add_block(lo->func));
}

/* ---- declarations ------------------------------------------------------------- */

static bool mentions(const struct node *node, const struct decl *decl) {
    if (node->kind == NODE_NAME && node->decl == decl)
        return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i] && mentions(node->child[i], decl))
            return true;
    return false;
}

static bool only_literals(const struct node *made) {
    for (size_t i = 0; i < made->child_count; i++)
        if (made->child[i]->kind != NODE_LITERAL &&
            (made->child[i]->kind != NODE_DESIGNATED ||
             made->child[i]->child[0]->kind != NODE_LITERAL))
            return false;
    return true;
}

/* What is written behind the initialiser of an object stands behind the whole
 * declaration. A longjmp does not know what to do with one. */
static bool refuse_object(struct lower *lo, const struct decl *decl,
                          struct node *node, const struct node *scope) {
    if (!decl->is_object || decl->storage != STORAGE_AUTO || lo->placed)
        return false;
    bool last = node->decls[node->decl_count - 1] == decl;
    const char *why = NULL;
    if (scope->kind == NODE_FOR)
        why = "declared in the head of a loop";
    else if (lo->unit->unwinds || lo->returns_twice)
        why = "skipped by a longjmp";
    else if (!last && decl->init && !only_literals(decl->init))
        why = "initialised with others in one declaration";
    if (why)
        lower_error(lo, TLY_OBJECT_VARIABLE, node,
                    "make it by tally_new, or declare it alone",
                    "the object '%s' is %s", decl->name, why);
    return why != NULL;
}

static bool refuse_variable(struct lower *lo, const struct decl *decl,
                            struct node *node) {
    const struct type *type = decl->type;
    if (!type_holds_references(type) && !type_is_reference(type))
        return false;
    if (decl->storage == STORAGE_REGISTER)
        lower_error(lo, TLY_UNSUPPORTED, node, "remove 'register'",
                    "reference '%s' in a register", decl->name);
    else if (decl->init && decl->storage == STORAGE_AUTO &&
             mentions(decl->init, decl))
        lower_error(lo, TLY_UNSUPPORTED, node,
                    "declare it first, and assign it in a statement of its own",
                    "'%s' is used in its own initialiser, before it is empty",
                    decl->name);
    else
        return false;
    return true;
}

/* A variable length array is emptied behind its declaration, so nothing may
 * happen there in between. */
static bool refuse_variable_array(struct lower *lo, const struct node *node,
                                  size_t index, const struct node *scope) {
    const struct decl *decl = node->decls[index];
    bool alone = scope->kind != NODE_FOR;
    if (!type_is_variable_array(decl->type) ||
        !type_holds_references(decl->type))
        return false;
    for (size_t i = index + 1; i < node->decl_count; i++)
        alone = alone && !node->decls[i]->init;
    if (!alone)
        lower_error(lo, TLY_UNSUPPORTED, node, "declare it on its own",
                    "variable length array '%s' holds references, and other "
                    "variables are declared with it",
                    decl->name);
    return !alone;
}

/* `var` is not there yet, unless it is NO_VAR. */
static void lower_initialiser(struct lower *lo, struct decl *decl, var_id var,
                              struct node *node, bool last) {
    if (!lower_prepare(lo, decl->init, var) && var != NO_VAR)
        lower_enter(lo, var, decl->range);
    full_id full = lower_begin_full(lo, FULL_INIT, decl->init, node);
    lo->func->fulls.at[full].decl = decl;
    lo->func->fulls.at[full].last = last;
    lower_init(lo, decl, var);
    lower_end_full(lo, full);
}

static void lower_variable(struct lower *lo, struct node *node, size_t index,
                           struct node *scope) {
    struct decl *decl = node->decls[index];
    if (lo->placed && emitted_variable(lo, decl, node))
        return;
    if (decl->kind != DECL_VARIABLE || refuse_variable(lo, decl, node) ||
        refuse_object(lo, decl, node, scope) ||
        refuse_variable_array(lo, node, index, scope))
        return;
    if (decl->storage == STORAGE_STATIC || decl->storage == STORAGE_EXTERN)
        return; /* its initialiser is constant */
    var_id var = NO_VAR;
    if (type_holds_references(decl->type) || type_is_reference(decl->type))
        var = lower_add_local(lo, decl, scope);
    else
        lower_raw_variable(lo, decl, scope);
    if (var != NO_VAR)
        emitted_begin(lo, decl, var);
    if (decl->init && (!lo->placed || var == NO_VAR ||
                       emitted_initialised(lo, var)))
        lower_initialiser(lo, decl, var, node, index + 1 == node->decl_count);
    else if (var != NO_VAR)
        lower_enter(lo, var, decl->range);
}

/* It would run behind the releases of the scope, which are written in front of
 * the '}': too late for what they release, out of order with the others. */
static void refuse_cleanup(struct lower *lo, const struct decl *decl) {
    if (decl->has_cleanup)
        lower_error_at(lo, TLY_UNSUPPORTED, decl->name_range,
                       "call the function where the scope ends",
                       "a cleanup attribute in a function that handles "
                       "references");
}

static void lower_declaration(struct lower *lo, struct node *node,
                              struct node *scope) {
    for (size_t i = 0; i < node->decl_count; i++)
        refuse_cleanup(lo, node->decls[i]);
    for (size_t i = 0; i < node->decl_count; i++)
        lower_variable(lo, node, i, scope);
}

/* ---- plain statements ----------------------------------------------------------- */

void lower_block_statement(struct lower *lo, struct node *node,
                           struct node *block) {
    if (node->kind == NODE_DECLARATION)
        lower_declaration(lo, node, block);
    else
        lower_statement(lo, node);
}

static void lower_compound(struct lower *lo, struct node *node) {
    struct live *outside = lo->live;
    for (size_t i = 0; i < node->child_count; i++)
        lower_block_statement(lo, node->child[i], node);
    if (!lo->dead)
        lower_leave(lo, lo->live, outside, node);
    lo->live = outside;
}

static void lower_expression_statement(struct lower *lo, struct node *expr,
                                       struct node *statement) {
    struct node *block = lower_as_statement(expr);
    if (block) {
        lower_compound(lo, block);
        return;
    }
    lower_prepare(lo, expr, NO_VAR);
    full_id full = lower_begin_full(lo, FULL_STATEMENT, expr, statement);
    lower_discard(lo, expr);
    lower_end_full(lo, full);
}

/* A controlling expression, up to its branch; the caller adds the edges. */
static struct block *lower_condition(struct lower *lo, struct node *condition,
                                     struct node *statement) {
    if (statement->kind == NODE_IF)
        lower_prepare(lo, condition, NO_VAR);
    else
        lower_prepare_head(lo, condition);
    full_id full = lower_begin_full(lo, FULL_CONDITION, condition, statement);
    lower_use(lo, lower_value(lo, condition), condition);
    lower_end_full(lo, full);
    lower_emit(lo, OP_BRANCH, false, condition);
    return lo->block;
}

/* One branch of an `if`, in a new block; gives the block that it ends in. */
static struct block *lower_arm(struct lower *lo, struct block *from,
                               struct node *arm, bool dead) {
    continue_in(lo, func_add_block(lo->func));
    lo->dead = dead;
    lower_edge(lo, from, lo->block);
    lower_statement(lo, arm);
    lower_emit(lo, OP_JUMP, false, NULL);
    return lo->block;
}

static void lower_if(struct lower *lo, struct node *node) {
    struct node *otherwise = node->child_count > 2 ? node->child[2] : NULL;
    bool dead = lo->dead, dead_after;
    struct block *from = lower_condition(lo, node->child[0], node);
    struct block *yes = lower_arm(lo, from, node->child[1], dead), *no = from;
    dead_after = lo->dead && (otherwise || dead);
    if (otherwise) {
        no = lower_arm(lo, from, otherwise, dead);
        dead_after = dead_after && lo->dead;
    }
    lo->block = func_add_block(lo->func);
    lo->dead = dead_after;
    lower_edge(lo, yes, lo->block);
    lower_edge(lo, no, lo->block);
}

/* ---- loops ------------------------------------------------------------------------ */

/* The body of a loop, with break and continue bound. */
static void lower_loop_body(struct lower *lo, struct node *body,
                            struct block *break_to, struct block *continue_to) {
    struct targets outer = lo->targets;
    lo->targets.break_to = break_to;
    lo->targets.continue_to = continue_to;
    lo->targets.break_live = lo->targets.continue_live = lo->live;
    lower_statement(lo, body);
    lo->targets = outer;
}

static void lower_while(struct lower *lo, struct node *node) {
    struct block *head = func_add_block(lo->func);
    fall_into(lo, head, node);
    struct block *from = lower_condition(lo, node->child[0], node);
    struct block *body = func_add_block(lo->func);
    struct block *after = func_add_block(lo->func);
    lower_edge(lo, from, body);
    lower_edge(lo, from, after);
    continue_in(lo, body);
    lower_loop_body(lo, node->child[1], after, head);
    lower_jump(lo, head, NULL);
    continue_in(lo, after);
}

static void lower_do(struct lower *lo, struct node *node) {
    struct block *body = func_add_block(lo->func);
    struct block *condition = func_add_block(lo->func);
    struct block *after = func_add_block(lo->func);
    fall_into(lo, body, node);
    lo->dead = false;
    lower_loop_body(lo, node->child[0], after, condition);
    lower_jump(lo, condition, NULL);
    continue_in(lo, condition);
    struct block *from = lower_condition(lo, node->child[1], node);
    lower_edge(lo, from, body);
    lower_edge(lo, from, after);
    continue_in(lo, after);
}

/* The first or the last part of its head. */
static void lower_for_part(struct lower *lo, struct node *part,
                           struct node *node) {
    struct targets outer = lo->targets;
    if (!part)
        return;
    lo->targets = (struct targets){0};
    if (part->kind == NODE_DECLARATION)
        lower_declaration(lo, part, node);
    else
        lower_expression_statement(lo, part, node);
    lo->targets = outer;
}

static void lower_for(struct lower *lo, struct node *node) {
    struct live *outside = lo->live;
    struct node *condition = node->child[1], *step = node->child[2];
    struct block *from;
    lower_for_part(lo, node->child[0], node);
    struct block *head = func_add_block(lo->func);
    fall_into(lo, head, node);
    if (condition) {
        from = lower_condition(lo, condition, node);
    } else {
        lower_emit(lo, OP_JUMP, false, node);
        from = lo->block;
    }
    struct block *body = func_add_block(lo->func);
    struct block *next = func_add_block(lo->func);
    struct block *after = func_add_block(lo->func);
    lower_edge(lo, from, body);
    if (condition)
        lower_edge(lo, from, after);
    continue_in(lo, body);
    lower_loop_body(lo, node->child[3], after, next);
    lower_jump(lo, next, NULL);
    continue_in(lo, next);
    lower_for_part(lo, step, node);
    lower_jump(lo, head, NULL);
    continue_in(lo, after);
    lower_leave(lo, lo->live, outside, node);
    lo->live = outside;
}

/* ---- switch ------------------------------------------------------------------------- */

static void lower_switch(struct lower *lo, struct node *node) {
    struct block *after = func_add_block(lo->func);
    lower_prepare_head(lo, node->child[0]);
    full_id full = lower_begin_full(lo, FULL_SWITCH, node->child[0], node);
    lower_use(lo, lower_value(lo, node->child[0]), node->child[0]);
    lower_end_full(lo, full);
    lower_emit(lo, OP_SWITCH, false, node->child[0]);
    struct targets outer = lo->targets;
    lo->targets.break_to = after;
    lo->targets.break_live = lo->targets.switch_live = lo->live;
    lo->targets.switch_head = lo->block;
    lo->targets.has_default = false;
    lower_unreachable(lo);
    lower_statement(lo, node->child[1]);
    lower_jump(lo, after, NULL);
    if (!lo->targets.has_default)
        lower_edge(lo, lo->targets.switch_head, after);
    lo->targets = outer;
    continue_in(lo, after);
}

/* ---- jumps ------------------------------------------------------------------------------ */

static void lower_break(struct lower *lo, struct node *node) {
    bool is_break = node->kind == NODE_BREAK;
    struct block *to =
        is_break ? lo->targets.break_to : lo->targets.continue_to;
    if (!to) {
        lower_error(lo, TLY_UNSUPPORTED, node, "jump in the loop's body",
                    "a jump out of a statement expression in the head of a "
                    "loop or switch");
        return;
    }
    lower_leave(lo, lo->live,
                is_break ? lo->targets.break_live : lo->targets.continue_live,
                node);
    lower_jump(lo, to, node);
    lower_unreachable(lo);
}

static const struct type *result_type(const struct lower *lo) {
    return lo->func->function->decl->type->inner;
}

static value_id lower_result(struct lower *lo, struct node *node) {
    struct node *expr = node->child[0];
    const struct type *type = result_type(lo);
    lower_prepare(lo, expr, NO_VAR);
    full_id full = lower_begin_full(lo, FULL_RETURN, expr, node);
    value_id value = 0;
    if (type->kind == TYPE_VOID) {
        lower_discard(lo, expr);
    } else {
        value = lower_convert(lo, lower_value(lo, expr), expr, type);
        if (!type_is_counted(type)) {
            lower_keep_raw(lo, value, expr, KEEP_RETURN, NULL);
            lower_use(lo, value, expr);
            value = 0;
        }
    }
    lower_end_full(lo, full);
    return value;
}

void lower_return_value(struct lower *lo, struct node *node, value_id value,
                        full_id full) {
    struct inst *inst = lower_emit(lo, OP_RETURN, false, node);
    if (full != NO_FULL)
        inst->full = full;
    lower_operand(lo, inst, value);
    if (type_lends(lo->func->function->decl->type))
        inst->takes = ARENA_ARRAY(lo->arena, bool, 1);
    lower_unreachable(lo);
}

static void lower_return(struct lower *lo, struct node *node) {
    if (lo->placed && emitted_return(lo, node))
        return;
    bool has_value = node->child_count > 0 && node->child[0];
    value_id value = has_value ? lower_result(lo, node) : 0;
    lower_leave(lo, lo->live, NULL, node);
    lower_return_value(lo, node, value,
                       has_value ? (full_id)(lo->func->fulls.count - 1)
                                 : NO_FULL);
}

static void lower_unknown(struct lower *lo, struct node *node) {
    if (node->kind == NODE_ASM && node->name)
        lower_error(lo, TLY_UNSUPPORTED, node, "jump in C",
                    "inline assembly that jumps, in a function that handles "
                    "references");
    if (mentions_references(node))
        lower_error(lo, TLY_UNSUPPORTED, node, NULL,
                    node->kind == NODE_ASM
                        ? "references in inline assembly"
                        : "references in a statement that tally does not know");
}

void lower_statement(struct lower *lo, struct node *node) {
    if (lo->placed && emitted_statement(lo, node))
        return;
    switch (node->kind) {
    case NODE_COMPOUND: lower_compound(lo, node); break;
    case NODE_DECLARATION: lower_declaration(lo, node, node); break;
    case NODE_EXPRESSION:
        lower_expression_statement(lo, node->child[0], node);
        break;
    case NODE_NULL: break;
    case NODE_IF: lower_if(lo, node); break;
    case NODE_WHILE: lower_while(lo, node); break;
    case NODE_DO: lower_do(lo, node); break;
    case NODE_FOR: lower_for(lo, node); break;
    case NODE_SWITCH: lower_switch(lo, node); break;
    case NODE_CASE:
    case NODE_DEFAULT: lower_case(lo, node); break;
    case NODE_LABEL: lower_label(lo, node); break;
    case NODE_GOTO: lower_goto(lo, node); break;
    case NODE_COMPUTED_GOTO: lower_computed_goto(lo, node); break;
    case NODE_BREAK:
    case NODE_CONTINUE: lower_break(lo, node); break;
    case NODE_RETURN: lower_return(lo, node); break;
    default: lower_unknown(lo, node); break;
    }
}
