/* What may release something: calls of functions, bodies of functions. quiet.def
 * is the table of functions of the C library that call nothing of the program. */
#include "ir/quiet.h"

#include <stddef.h>
#include <string.h>

static const char *const quiet[] = {
#define QUIET(name) #name,
#include "ir/quiet.def"
#undef QUIET
};

/* The compiler's own form of one, as fortified headers call it:
 * "__builtin___strcpy_chk". */
static bool is_form_of(const char *called, const char *name) {
    static const char builtin[] = "__builtin_", checked[] = "_chk";
    if (strncmp(called, builtin, sizeof builtin - 1) == 0)
        called += sizeof builtin - 1;
    if (strncmp(called, "__", 2) == 0 && strncmp(name, "__", 2) != 0)
        called += 2;
    size_t length = strlen(name);
    return strncmp(called, name, length) == 0 &&
           (called[length] == '\0' || strcmp(called + length, checked) == 0);
}

bool library_is_quiet(const char *name) {
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
        if (is_form_of(name, quiet[i]))
            return true;
    return false;
}

/* ---- calls --------------------------------------------------------------- */

/* The compiler's own, va_start among them: they only look. */
static bool is_builtin(const struct decl *function) {
    return strncmp(function->name, "__builtin_", 10) == 0;
}

static bool takes_callbacks(const struct type *type) {
    for (size_t i = 0; i < type->param_count; i++) {
        const struct type *param = type->params[i];
        if (param->kind == TYPE_POINTER && param->inner &&
            param->inner->kind == TYPE_FUNCTION)
            return true;
    }
    return false;
}

/* A function of tally.h that only looks. Were its argument held, it would see
 * that count. */
static bool is_query(const struct decl *function) {
    static const char *const names[] = {
        "tally_length",    "tally_visit",         "tally_refcount",
        "tally_is_unique", "tally_gc_isenabled",  "tally_gc_enable",
        "tally_get_stats", "tally_get_threshold", "tally_gc_disable"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(function->name, names[i]) == 0)
            return true;
    return false;
}

/* A function of the C library that is given no callback cannot come back to
 * the user's code. */
bool call_may_release(const struct unit *unit, const struct decl *function) {
    if (!function)
        return true;
    if (is_builtin(function) || is_query(function) || function->quiet)
        return false;
    return !unit->files.at[function->range.file].system ||
           !library_is_quiet(function->name) ||
           takes_callbacks(function->type);
}

struct decl *callee_of(const struct node *call) {
    const struct node *callee = call->child[0];
    while (callee->kind == NODE_PAREN)
        callee = callee->child[0];
    return callee->kind == NODE_NAME && callee->decl &&
                   callee->decl->kind == DECL_FUNCTION
               ? callee->decl
               : NULL;
}

/* ---- bodies -------------------------------------------------------------- */

/* Is it so for a part of the tree? */
static bool any_node(const struct unit *unit, const struct node *node,
                     bool (*is)(const struct unit *, const struct node *)) {
    if (!node)
        return false;
    if (is(unit, node))
        return true;
    for (size_t i = 0; i < node->decl_count; i++)
        if (any_node(unit, node->decls[i]->init, is))
            return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (any_node(unit, node->child[i], is))
            return true;
    return false;
}

static bool is_loud_call(const struct unit *unit, const struct node *node) {
    return node->kind == NODE_CALL && call_may_release(unit, callee_of(node));
}

static bool is_hidden_call(const struct unit *unit, const struct node *node) {
    (void)unit;
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->has_cleanup)
            return true;
    return node->kind == NODE_ASM;
}

bool calls_may_release(const struct unit *unit, const struct node *body) {
    return any_node(unit, body, is_loud_call);
}

bool has_hidden_calls(const struct node *body) {
    return any_node(NULL, body, is_hidden_call);
}
