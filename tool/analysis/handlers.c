/* Which functions are signal handlers or trace functions, and what they do. */
#include "analysis/handlers.h"

#include "base/bitset.h"

#include <string.h>

struct handlers {
    const struct unit *unit;
    struct func *const *placed;
    size_t count;
    struct diags *diags;
    struct bitset seen; /* by decl id: looked at, as a handler or for one */
    const struct decl *handler; /* the one that is looked at */
    bool traces;                /* it is a trace function */
    bool found;
};

/* ---- what is called from a handler ------------------------------------------ */

static bool counts(enum op op) {
    return (op_table[op].flags & FLAG_PLACED) || op == OP_STORE ||
           op == OP_STORE_WEAK || op == OP_LOAD_WEAK || op == OP_NEW;
}

static const struct inst *first_count(const struct func *func) {
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++)
            if (counts(block->insts.at[i]->op))
                return block->insts.at[i];
    }
    return NULL;
}

static void report(struct handlers *handlers, const struct func *func,
                   const struct inst *inst) {
    const char *name = handlers->handler->name;
    bool itself = func->function->decl == handlers->handler;
    struct range at = inst->node ? inst->node->range
                                 : func->function->decl->name_range;
    handlers->found = true;
    if (handlers->traces)
        diag_report(handlers->diags, TLY_TRACE_COUNTS,
                    unit_place_of(handlers->unit, at),
                    "only look at the object's own memory, and call "
                    "tally_visit",
                    itself ? "references are counted in the trace function "
                             "'%s'"
                           : "references are counted in what the trace "
                             "function '%s' calls",
                    name);
    else
        diag_report(handlers->diags, TLY_SIGNAL_HANDLER,
                unit_place_of(handlers->unit, at),
                "set a flag of type volatile sig_atomic_t, and do it later",
                itself ? "references are counted in the signal handler '%s'"
                       : "references are counted in what the signal handler "
                         "'%s' calls",
                name);
}

static void look_at(struct handlers *handlers, const struct decl *decl);

/* Every function that the tree names may be called. */
static void look_in(struct handlers *handlers, const struct node *node) {
    if (!node)
        return;
    if (node->kind == NODE_NAME && node->decl &&
        node->decl->kind == DECL_FUNCTION)
        look_at(handlers, node->decl);
    for (size_t i = 0; i < node->decl_count; i++)
        look_in(handlers, node->decls[i]->init);
    for (size_t i = 0; i < node->child_count; i++)
        look_in(handlers, node->child[i]);
}

static void look_at(struct handlers *handlers, const struct decl *decl) {
    if (bitset_has(&handlers->seen, decl->id))
        return;
    bitset_add(&handlers->seen, decl->id);
    for (size_t i = 0; i < handlers->count; i++) {
        const struct func *func = handlers->placed[i];
        if (func->function->decl != decl)
            continue;
        const struct inst *inst = first_count(func);
        if (inst)
            report(handlers, func, inst);
        look_in(handlers, func->function->body);
    }
}

/* ---- which functions are handlers -------------------------------------------- */

/* The function that an expression names, whatever stands around the name. */
static const struct decl *named(const struct node *node) {
    while (node->kind == NODE_PAREN || node->kind == NODE_CAST ||
           node->kind == NODE_ADDRESS || node->kind == NODE_DEREF)
        node = node->child[0];
    return node->kind == NODE_NAME && node->decl &&
                   node->decl->kind == DECL_FUNCTION
               ? node->decl
               : NULL;
}

static void handle_trace(struct handlers *handlers, const struct decl *decl) {
    handlers->handler = decl;
    handlers->traces = true;
    look_at(handlers, decl);
    handlers->traces = false;
}

static void handle(struct handlers *handlers, const struct node *value) {
    const struct decl *decl = named(value);
    if (!decl)
        return;
    handlers->handler = decl;
    look_at(handlers, decl);
}

static bool is_one_of(const char *name, const char *const *names) {
    for (; *names; names++)
        if (name && strcmp(name, *names) == 0)
            return true;
    return false;
}

static bool sets_handler(const struct node *call) {
    static const char *const names[] = {"signal",   "bsd_signal",
                                        "sigset",   "__sysv_signal",
                                        "ssignal",  "sysv_signal", NULL};
    const struct decl *decl = named(call->child[0]);
    return decl && is_one_of(decl->name, names) && call->child_count == 3;
}

static bool is_member(const char *name) {
    static const char *const names[] = {"sa_handler", "sa_sigaction", NULL};
    return is_one_of(name, names);
}

static bool designates_handler(const struct node *node) {
    const struct field *last =
        node->designator_count
            ? node->designators[node->designator_count - 1].field
            : NULL;
    return last && is_member(last->name);
}

static void find(struct handlers *handlers, const struct node *node) {
    if (!node)
        return;
    if (node->kind == NODE_CALL && sets_handler(node))
        handle(handlers, node->child[2]);
    else if (node->kind == NODE_ASSIGN &&
             node->child[0]->kind == NODE_MEMBER &&
             is_member(node->child[0]->name))
        handle(handlers, node->child[1]);
    else if (node->kind == NODE_DESIGNATED && designates_handler(node))
        handle(handlers, node->child[0]);
    for (size_t i = 0; i < node->decl_count; i++)
        find(handlers, node->decls[i]->init);
    for (size_t i = 0; i < node->child_count; i++)
        find(handlers, node->child[i]);
}

bool handlers_check(const struct unit *unit, struct func *const *placed,
                    size_t count, struct arena *arena, struct diags *diags) {
    struct handlers handlers = {.unit = unit,
                                .placed = placed,
                                .count = count,
                                .diags = diags,
                                .seen = bitset_new(arena, unit->decls.count)};
    for (size_t i = 0; i < unit->functions.count; i++) {
        if (unit->functions.at[i]->decl->marks & MARK_TRACE)
            handle_trace(&handlers, unit->functions.at[i]->decl);
        find(&handlers, unit->functions.at[i]->body);
    }
    for (size_t i = 0; i < unit->decls.count; i++)
        if (unit->decls.at[i]->file_scope)
            find(&handlers, unit->decls.at[i]->init);
    return !handlers.found;
}
