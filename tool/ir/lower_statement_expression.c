/* Lowering of GNU statement expressions, ({ }).
 *
 * They are part of the full expression around them: what they hold lives to
 * its end. The simple ones are lowered: expressions, `if`, blocks, variables
 * that hold no reference, no value that is a reference. assert() of the GNU
 * modes is such a one. Others are refused where they handle references. */
#include "ir/lower.h"

static bool is_simple(const struct node *node) {
    switch (node->kind) {
    case NODE_NULL: return true;
    case NODE_EXPRESSION: return true;
    case NODE_DECLARATION:
        for (size_t i = 0; i < node->decl_count; i++)
            if (type_holds_references(node->decls[i]->type) ||
                type_is_reference(node->decls[i]->type))
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
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i] && jumps(node->child[i]))
            return true;
    return false;
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

value_id lower_statement_expression(struct lower *lo, struct node *node) {
    struct node *body = node->child_count ? node->child[0] : NULL;
    if (body && !type_is_counted(node->type) && mentions_references(body) &&
        is_simple(body) && !jumps(body))
        return lower_simple(lo, body);
    if (jumps(node)) {
        lower_error(lo, TLY_UNSUPPORTED, node, "write it as plain statements",
                    "a jump in a statement expression, in a function that "
                    "handles references");
        return 0;
    }
    return lower_opaque(lo, node, "a statement expression");
}
