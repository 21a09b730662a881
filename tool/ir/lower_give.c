/* Arguments that are handed over if the call's result says so
 * (tally_consumes_if). A variable that is given away so may be read again only
 * where the result was tested, and the test proves that it was kept. */
#include "ir/lower.h"

#include "source/test.h"

#include <string.h>

/* ---- in the function that consumes ---------------------------------------- */

void lower_conditional_param(struct lower *lo, const struct decl *param) {
    if (param->assigned || param->address_taken)
        lower_error_at(lo, TLY_CONDITIONAL, param->range,
                       "copy it to a local variable",
                       "'%s', which is consumed under a condition, is assigned "
                       "or its address taken",
                       param->name);
}

void lower_end_without_result(struct lower *lo,
                              const struct function *function) {
    for (size_t i = 0; i < lo->func->vars.count; i++)
        if (lo->func->vars.at[i].consumes_if)
            lower_error_at(lo, TLY_CONDITIONAL, function->decl->name_range,
                           "return a result on every path",
                           "'%s' may end without the result that says whether "
                           "'%s' was consumed",
                           function->decl->name, lo->func->vars.at[i].name);
}

/* ---- at calls ---------------------------------------------------------------- */

const char *lower_gift(const struct type *function,
                            const struct node *call, size_t index) {
    if (!index || index >= call->child_count)
        return NULL;
    struct convention accepts = type_accepts(function, index - 1);
    return accepts.marks & MARK_CONSUMES_IF ? accepts.argument : NULL;
}

/* ---- tests of results ------------------------------------------------------ */

/* The number that a node is; false if it is none. */
static bool constant_of(const struct node *node, long long *constant) {
    bool negative = false;
    *constant = 0;
    if (node->is_constant)
        return true;
    node = node_strip_parens((struct node *)node);
    if (node->kind == NODE_UNARY && node->op && strcmp(node->op, "-") == 0) {
        negative = true;
        node = node_strip_parens(node->child[0]);
    }
    if (!node->has_value || node->value == INT64_MIN ||
        node->value == INT64_MAX)
        return false;
    *constant = negative ? -node->value : node->value;
    return true;
}

/* Is the node the call's result: the call, or a variable that it alone
 * initialises? */
static bool is_result(const struct node *node, const struct node *call) {
    node = node_strip_parens((struct node *)node);
    if (node == call)
        return true;
    const struct decl *decl = node->kind == NODE_NAME ? node->decl : NULL;
    return decl && decl->kind == DECL_VARIABLE && !decl->file_scope &&
           decl->storage == STORAGE_AUTO && !decl->assigned &&
           !decl->address_taken && decl->init &&
           node_strip_parens(decl->init) == call;
}

static bool relation_of(const char *sign, bool swapped,
                        enum relation *relation) {
    static const struct {
        const char *sign;
        enum relation plain, swapped;
    } rows[] = {{"==", RELATION_EQUAL, RELATION_EQUAL},
                {"!=", RELATION_UNEQUAL, RELATION_UNEQUAL},
                {"<", RELATION_LESS, RELATION_GREATER},
                {">", RELATION_GREATER, RELATION_LESS},
                {"<=", RELATION_AT_MOST, RELATION_AT_LEAST},
                {">=", RELATION_AT_LEAST, RELATION_AT_MOST}};
    for (size_t i = 0; sign && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(sign, rows[i].sign) == 0) {
            *relation = swapped ? rows[i].swapped : rows[i].plain;
            return true;
        }
    return false;
}

/* What the condition says of the call's result; false if nothing. */
static bool test_of(const struct node *node, const struct node *call,
                    struct test *test) {
    node = node_strip_parens((struct node *)node);
    *test = (struct test){RELATION_UNEQUAL, 0};
    if (is_result(node, call))
        return true;
    if (node->kind == NODE_UNARY && node->op &&
        strcmp(node->op, "!") == 0) {
        if (!test_of(node->child[0], call, test))
            return false;
        *test = test_not(*test);
        return true;
    }
    if (node->kind != NODE_BINARY)
        return false;
    for (int swapped = 0; swapped < 2; swapped++)
        if (is_result(node->child[swapped], call) &&
            relation_of(node->op, swapped, &test->relation) &&
            constant_of(node->child[!swapped], &test->constant))
            return true;
    return false;
}

bool lower_proves_kept(const struct node *node, bool edge,
                       const struct inst *call, const char *condition) {
    struct test test;
    if (!node)
        return false;
    node = node_strip_parens((struct node *)node);
    if (node->kind == (edge ? NODE_AND : NODE_OR)) /* both are so */
        return lower_proves_kept(node->child[0], edge, call,
                                 condition) ||
               lower_proves_kept(node->child[1], edge, call, condition);
    if (!test_of(node, call->node, &test))
        return false;
    if (!edge)
        test = test_not(test);
    return !test_compatible(test, test_parse(condition));
}
