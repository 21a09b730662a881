/* Parameters that become part of a result: makers.h says what that is. */
#include "analysis/makers.h"

#include "ir/quiet.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- is it only called? ---------------------------------------------------- */

/* Clears `only_called` of the functions that are named; but for what calls
 * them, if calls are followed. */
static void look_at(const struct node *node, bool follows, bool *only_called) {
    bool skip = follows && node->kind == NODE_CALL && callee_of(node);
    if (node->kind == NODE_NAME && node->decl &&
        node->decl->kind == DECL_FUNCTION)
        only_called[node->decl->id] = false;
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->init)
            look_at(node->decls[i]->init, follows, only_called);
    for (size_t i = skip; i < node->child_count; i++)
        if (node->child[i])
            look_at(node->child[i], follows, only_called);
}

/* A function that counts by hand knows nothing of what is found here. */
static void look_at_unit(const struct unit *unit, bool *only_called) {
    for (size_t i = 0; i < unit->decls.count; i++)
        if (unit->decls.at[i]->file_scope && unit->decls.at[i]->init)
            look_at(unit->decls.at[i]->init, true, only_called);
    for (size_t i = 0; i < unit->functions.count; i++) {
        const struct function *function = unit->functions.at[i];
        look_at(function->body, !(function->decl->marks & MARK_UNMANAGED),
                only_called);
    }
}

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

/* Behind a comment that begins at `at`; `at` if none does. */
static const char *skip_comment(const char *at) {
    if (at[0] != '/' || (at[1] != '*' && at[1] != '/'))
        return at;
    const char *end = at[1] == '*' ? strstr(at + 2, "*/") : strchr(at, '\n');
    return end ? end + (at[1] == '*' ? 2 : 0) : at + strlen(at);
}

/* Candidates, by name. */
typedef VEC(struct decl *) name_list;

static int by_name(const void *a, const void *b) {
    struct decl *const *one = a, *const *other = b;
    return strcmp((*one)->name, (*other)->name);
}

static struct decl **find_name(const name_list *names, const char *word,
                               size_t length) {
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *name = names->at[middle]->name;
        int order = strncmp(word, name, length);
        if (order == 0 && name[length])
            order = -1;
        if (order == 0)
            return &names->at[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Clears `only_called` of those behind whose name there is no `(` somewhere in
 * the text, comments aside: in a string, as that of an alias or of assembly, in
 * a list, in a macro that is called with it. */
static void look_at_text(const char *text, const name_list *names,
                         bool *only_called) {
    for (const char *at = text; *at;) {
        const char *behind = skip_comment(at);
        if (behind != at) {
            at = behind;
            continue;
        }
        if (!is_word(*at)) {
            at++;
            continue;
        }
        const char *word = at;
        while (is_word(*at))
            at++;
        struct decl **found = find_name(names, word, (size_t)(at - word));
        while (found && isspace((unsigned char)*at))
            at++;
        if (found && *at != '(')
            only_called[(*found)->id] = false;
    }
}

/* ---- does it come out again? ------------------------------------------------ */

static bool is_parameter(const struct func *func, value_id value, var_id var) {
    const struct inst *def = func->defs.at[value];
    return def->op == OP_LOAD && def->place.kind == PLACE_VAR &&
           def->place.var == var;
}

/* The parameter for which a call has an operand, or NULL: operands are those of
 * its arguments that handle references. */
static const struct decl *parameter_for(const struct func *func,
                                        const struct inst *call,
                                        size_t index) {
    const struct node *node = call->node;
    const struct node *argument = func->defs.at[call->operand[index]]->node;
    const struct decl *callee =
        node && node->kind == NODE_CALL ? callee_of(node) : NULL;
    for (size_t i = 1; callee && i < node->child_count; i++)
        if (i <= callee->param_count && argument &&
            node_strip_parens(node->child[i]) == argument)
            return callee->params[i - 1];
    return NULL;
}

bool maker_keeps(const struct func *func, const struct inst *inst,
                 size_t index) {
    if (inst->op == OP_NEW)
        return inst_takes(inst, index);
    const struct decl *param =
        inst->op == OP_CALL ? parameter_for(func, inst, index) : NULL;
    return param && param->taken;
}

static bool owns_parameter(const struct func *func, value_id value,
                           var_id var) {
    const struct inst *def = func->defs.at[value];
    for (size_t i = 0; i < def->operand_count; i++)
        if (maker_keeps(func, def, i) &&
            (is_parameter(func, def->operand[i], var) ||
             owns_parameter(func, def->operand[i], var)))
            return true;
    return false;
}

static bool is_returned(const struct func *func, var_id var) {
    bool returns = false;
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        const struct inst *last =
            block->insts.count ? block->insts.at[block->insts.count - 1]
                               : NULL;
        if (!block->reachable || !last || last->op != OP_RETURN)
            continue;
        if (last->operand_count != 1 ||
            !owns_parameter(func, last->operand[0], var))
            return false;
        returns = true;
    }
    return returns;
}

/* ---- all functions ---------------------------------------------------------- */

static bool is_plain(const struct var *var) {
    return var->kind == VAR_PARAM && var->decl && !var->owned &&
           !var->consumes_if && !var->escapes && var->ref == REF_STRONG &&
           type_is_reference(var->type) && !var->type->quals &&
           !var->decl->marks && !var->type->inner->quals;
}

/* Gives whether another parameter was found. */
static bool find_in(const struct func *func) {
    bool found = false;
    for (size_t i = 0; i < func->vars.count; i++) {
        const struct var *var = &func->vars.at[i];
        if (!is_plain(var) || var->decl->taken ||
            !is_returned(func, (var_id)i))
            continue;
        var->decl->taken = true;
        found = true;
    }
    return found;
}

static bool may_be_maker(const struct func *func, const bool *only_called) {
    const struct decl *decl = func->function->decl;
    return decl->storage == STORAGE_STATIC && !func->opaque &&
           !func->function->in_header && !decl->type->variadic &&
           !(decl->marks & MARK_UNMANAGED) && only_called[decl->id];
}

/* Functions that are only called, by declaration. */
static bool *find_only_called(const struct unit *unit,
                              struct func *const *funcs, size_t count) {
    bool *only = ARENA_ARRAY(unit->arena, bool, unit->decls.count + 1);
    name_list names = {0};
    for (size_t i = 0; i < unit->decls.count; i++)
        only[i] = true;
    look_at_unit(unit, only);
    for (size_t i = 0; i < count; i++)
        if (may_be_maker(funcs[i], only))
            VEC_PUSH(unit->arena, names, funcs[i]->function->decl);
    if (names.count)
        qsort(names.at, names.count, sizeof *names.at, by_name);
    look_at_text(unit->text, &names, only);
    return only;
}

void makers_find(const struct unit *unit, struct func *const *funcs,
                 size_t count) {
    const bool *only_called = find_only_called(unit, funcs, count);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < count; i++)
            changed |=
                may_be_maker(funcs[i], only_called) && find_in(funcs[i]);
    }
}
