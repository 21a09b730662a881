/* Lowering of GNU statement expressions, ({ }).
 *
 * A *simple* one is lowered where it stands, as a part of the full expression
 * around it: expressions and `if`, variables that are neither references nor
 * pointers, no jump. assert() of the GNU modes is such a one.
 *
 * Of any other one the statements but the last come before the full expression
 * that it stands in: they are *prepared*. What is left of it in there is its
 * last expression, behind which its variables are left. That is right if
 * nothing which counts is evaluated in front of it, or unsequenced with it: it
 * is the *leading* one, all else around it is *inert*. Else it is refused.
 *
 * A variable that it initialises comes into being behind it: a jump out of it
 * finds nothing there that could be dropped. */
#include "ir/lower.h"

#include <string.h>

/* ---- simple ones ---------------------------------------------------------- */

static bool is_simple(const struct node *node) {
    switch (node->kind) {
    case NODE_NULL: return true;
    case NODE_EXPRESSION: return true;
    case NODE_DECLARATION:
        for (size_t i = 0; i < node->decl_count; i++)
            if (type_holds_references(node->decls[i]->type) ||
                node->decls[i]->type->kind == TYPE_POINTER ||
                node->decls[i]->type->kind == TYPE_RECORD ||
                node->decls[i]->type->kind == TYPE_ARRAY)
                return false;
        return true;
    case NODE_COMPOUND:
        for (size_t i = 0; i < node->child_count; i++)
            if (!is_simple(node->child[i]))
                return false;
        return true;
    case NODE_IF:
        for (size_t i = 1; i < node->child_count; i++)
            if (node->child[i] && !is_simple(node->child[i]))
                return false;
        return true;
    default: return false;
    }
}

/* A jump out of it would leave scopes that it does not know of. */
static bool jumps(const struct node *node) {
    if (node->kind == NODE_GOTO || node->kind == NODE_RETURN ||
        node->kind == NODE_BREAK || node->kind == NODE_CONTINUE ||
        node->kind == NODE_LABEL || node->kind == NODE_CASE ||
        node->kind == NODE_DEFAULT || node->kind == NODE_COMPUTED_GOTO)
        return true;
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->init && jumps(node->decls[i]->init))
            return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i] && jumps(node->child[i]))
            return true;
    return false;
}

/* Neither simple nor without any meaning for us. */
static bool is_block(const struct node *node) {
    return node->kind == NODE_STATEMENT_EXPR && node->child_count == 1 &&
           (jumps(node) ||
            (mentions_references(node->child[0]) &&
             (!is_simple(node->child[0]) || type_is_counted(node->type))));
}

static void lower_inner(struct lower *lo, struct node *node);

/* Gives the block that the arm ends in. */
static struct block *lower_arm(struct lower *lo, struct block *from,
                               struct node *arm) {
    lo->block = func_add_block(lo->func);
    lower_edge(lo, from, lo->block);
    lower_inner(lo, arm);
    lower_emit(lo, OP_JUMP, false, arm);
    return lo->block;
}

static void lower_inner_if(struct lower *lo, struct node *node) {
    struct node *otherwise = node->child_count > 2 ? node->child[2] : NULL;
    lower_use(lo, lower_value(lo, node->child[0]), node->child[0]);
    lower_emit(lo, OP_BRANCH, false, node);
    struct block *from = lo->block;
    struct block *yes = lower_arm(lo, from, node->child[1]);
    struct block *no = otherwise ? lower_arm(lo, from, otherwise) : from;
    lo->block = func_add_block(lo->func);
    lower_edge(lo, yes, lo->block);
    lower_edge(lo, no, lo->block);
}

static void lower_inner(struct lower *lo, struct node *node) {
    if (node->kind == NODE_EXPRESSION)
        lower_discard(lo, node->child[0]);
    else if (node->kind == NODE_IF)
        lower_inner_if(lo, node);
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->init && node->decls[i]->storage == STORAGE_AUTO)
            lower_init(lo, node->decls[i], NO_VAR);
    for (size_t i = 0; node->kind == NODE_COMPOUND && i < node->child_count;
         i++)
        lower_inner(lo, node->child[i]);
}

/* The value is that of the last statement, if it is an expression. */
static value_id lower_simple(struct lower *lo, struct node *body) {
    for (size_t i = 0; i + 1 < body->child_count; i++)
        lower_inner(lo, body->child[i]);
    if (!body->child_count)
        return 0;
    struct node *last = body->child[body->child_count - 1];
    if (last->kind == NODE_EXPRESSION)
        return lower_value(lo, last->child[0]);
    lower_inner(lo, last);
    return 0;
}

/* ---- which one is leading --------------------------------------------------- */

static bool has_block(const struct node *node) {
    if (is_block(node))
        return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i] && has_block(node->child[i]))
            return true;
    return false;
}

static bool names(const struct node *node, const struct decl *decl) {
    if (node->kind == NODE_NAME && node->decl == decl)
        return true;
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->init && names(node->decls[i]->init, decl))
            return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i] && names(node->child[i], decl))
            return true;
    return false;
}

/* A variable that keeps its value whatever `block` does. */
static bool is_steady(const struct decl *decl, const struct node *block) {
    return !decl->file_scope && decl->storage != STORAGE_STATIC &&
           decl->storage != STORAGE_EXTERN && !decl->address_taken &&
           type_place_kind(decl->type) != REF_WEAK &&
           (!decl->assigned || !names(block, decl));
}

/* Is it all the same whether it is evaluated before or behind `block`? */
static bool is_inert(const struct node *node, const struct node *block) {
    if (has_block(node))
        return false;
    if (node->kind == NODE_NAME)
        return !node->decl || node->decl->kind == DECL_FUNCTION ||
               !mentions_references(node) || is_steady(node->decl, block);
    if (node->kind == NODE_PAREN || node->kind == NODE_CAST)
        return is_inert(node->child[0], block);
    return node->kind == NODE_LITERAL || node->is_constant ||
           !mentions_references(node);
}

/* The same of the place that something is stored to. */
static bool is_inert_place(const struct node *node, const struct node *block) {
    switch (node->kind) {
    case NODE_NAME: return true;
    case NODE_PAREN: return is_inert_place(node->child[0], block);
    case NODE_MEMBER:
        return node->arrow ? is_inert(node->child[0], block)
                           : is_inert_place(node->child[0], block);
    case NODE_DEREF: return is_inert(node->child[0], block);
    case NODE_SUBSCRIPT:
        return is_inert(node->child[0], block) &&
               is_inert(node->child[1], block);
    default: return false;
    }
}

static struct node *leading(struct node *node);

/* The one in child `index`, if the others are inert. */
static struct node *leading_in(struct node *node, size_t index) {
    struct node *block = leading(node->child[index]);
    bool store = node->kind == NODE_ASSIGN ||
                 node->kind == NODE_COMPOUND_ASSIGN;
    for (size_t i = 0; block && i < node->child_count; i++) {
        const struct node *other = node->child[i];
        if (i == index)
            continue;
        if (store && i == 0 ? !is_inert_place(other, block)
                            : !is_inert(other, block))
            return NULL;
    }
    return block;
}

static struct node *leading_operand(struct node *node) {
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i] && has_block(node->child[i]))
            return leading_in(node, i);
    return NULL;
}

static struct node *leading(struct node *node) {
    switch (node->kind) {
    case NODE_STATEMENT_EXPR: return is_block(node) ? node : NULL;
    case NODE_PAREN:
    case NODE_CAST:
    case NODE_UNARY:
    case NODE_MEMBER:
    case NODE_DEREF:
    case NODE_DESIGNATED:
    case NODE_COMMA: /* the first operand of these is done before the others */
    case NODE_AND:
    case NODE_OR:
    case NODE_CONDITIONAL: return leading(node->child[0]);
    case NODE_BINARY:
    case NODE_SUBSCRIPT:
    case NODE_CALL:
    case NODE_NEW:
    case NODE_ASSIGN:
    case NODE_COMPOUND_ASSIGN: return leading_operand(node);
    default: return NULL;
    }
}

/* In our own text something was leading before counts were spelled around
 * it. */
static struct node *first_block(struct node *node) {
    struct node *found = NULL;
    if (is_block(node))
        return node;
    for (size_t i = 0; i < node->child_count && !found; i++)
        if (node->child[i])
            found = first_block(node->child[i]);
    return found;
}

/* ---- preparing --------------------------------------------------------------- */

/* The statement that gives its value; NULL if it has none. */
static struct node *giving(const struct lower *lo, const struct node *block) {
    const struct node *body = block->child[0];
    bool none = !body->child_count || !block->type ||
                block->type->kind == TYPE_VOID;
    if (lo->placed && !none)
        return emitted_giving(lo, body);
    struct node *last =
        none ? NULL : body->child[body->child_count - 1];
    return last && last->kind == NODE_EXPRESSION ? last : NULL;
}

bool lower_prepare(struct lower *lo, struct node *expr, var_id late) {
    struct node *block = lo->placed ? first_block(expr) : leading(expr);
    if (!block)
        return false;
    struct node *body = block->child[0];
    struct prepared prepared = {block, giving(lo, block), lo->live, late};
    VEC_PUSH(lo->arena, lo->prepared, prepared);
    for (size_t i = 0;
         i < body->child_count && body->child[i] != prepared.gives; i++)
        lower_block_statement(lo, body->child[i], body);
    if (prepared.gives)
        lower_prepare(lo, prepared.gives->child[0], NO_VAR);
    return true;
}

/* Breaks and continues in the head of a loop are not the same to all
 * compilers. */
void lower_prepare_head(struct lower *lo, struct node *expr) {
    struct targets outer = lo->targets;
    lo->targets = (struct targets){.switch_head = outer.switch_head,
                                   .switch_live = outer.switch_live};
    lower_prepare(lo, expr, NO_VAR);
    lo->targets = outer;
}

/* ---- its value ------------------------------------------------------------------ */

static void leave_prepared(struct lower *lo, const struct prepared *prepared) {
    struct node *block = prepared->block;
    if (!lo->dead)
        lower_leave(lo, lo->live, prepared->outside, block->child[0]);
    lo->live = prepared->outside;
    if (prepared->late != NO_VAR)
        lower_enter(lo, prepared->late,
                    lo->func->vars.at[prepared->late].decl->range);
}

static value_id lower_prepared(struct lower *lo, size_t index) {
    struct prepared prepared = lo->prepared.at[index];
    lo->prepared.at[index] = lo->prepared.at[--lo->prepared.count];
    struct full *full = &lo->func->fulls.at[lo->full];
    full->blocks = true;
    value_id value = 0;
    if (prepared.gives)
        value = lower_value(lo, prepared.gives->child[0]);
    if (prepared.gives && lo->placed)
        value = emitted_given(lo, prepared.block->child[0], prepared.gives,
                              value);
    leave_prepared(lo, &prepared);
    return value;
}

value_id lower_statement_expression(struct lower *lo, struct node *node) {
    struct node *body = node->child_count ? node->child[0] : NULL;
    for (size_t i = 0; i < lo->prepared.count; i++)
        if (lo->prepared.at[i].block == node)
            return lower_prepared(lo, i);
    if (body && mentions_references(body) && !is_block(node))
        return lower_simple(lo, body);
    if (is_block(node) || jumps(node)) {
        lower_error(lo, TLY_UNSUPPORTED, node,
                    "keep its value in a variable first",
                    "a statement expression under a condition, or beside "
                    "references that are evaluated with it");
        return 0;
    }
    return lower_opaque(lo, node, "a statement expression");
}

struct node *lower_as_statement(struct node *expr) {
    while (expr->kind == NODE_PAREN ||
           (expr->kind == NODE_CAST && expr->type->kind == TYPE_VOID))
        expr = expr->child[0];
    return is_block(expr) ? expr->child[0] : NULL;
}
