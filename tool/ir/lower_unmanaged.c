/* Functions that are marked tally_unmanaged: their bodies stay as they are, and
 * count by hand. What the rewritten header does not have under the name that
 * stands there is refused. */
#include "ir/lower.h"

#include <string.h>

static bool needs_layout(const struct node *node) {
    static const char *const names[] = {"tally_resize", "tally_try_resize",
                                        "tally_copy", "tally_clear"};
    if (node->kind != NODE_CALL || node->child[0]->kind != NODE_NAME)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(node->child[0]->name, names[i]) == 0)
            return true;
    return false;
}

static void check_node(struct lower *lo, const struct node *node) {
    if (node->kind == NODE_NEW)
        lower_error(lo, TLY_UNSUPPORTED, node,
                    "call a function that makes it",
                    "an object is made in '%s', which tally leaves alone",
                    lo->func->name);
    else if (needs_layout(node))
        lower_error(lo, TLY_UNSUPPORTED, node, "call a function that does it",
                    "'%s' in '%s', which tally leaves alone",
                    node->child[0]->name, lo->func->name);
}

void lower_unmanaged(struct lower *lo, const struct node *node) {
    if (!node)
        return;
    check_node(lo, node);
    for (size_t i = 0; i < node->decl_count; i++) {
        const struct decl *decl = node->decls[i];
        if (decl->storage == STORAGE_STATIC && type_holds_references(decl->type))
            lower_error(lo, TLY_UNSUPPORTED, node,
                        "declare it outside of the function",
                        "the static '%s' holds references in '%s', which "
                        "tally leaves alone",
                        decl->name, lo->func->name);
        lower_unmanaged(lo, decl->init);
    }
    for (size_t i = 0; i < node->child_count; i++)
        lower_unmanaged(lo, node->child[i]);
}
