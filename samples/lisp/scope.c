/* What symbols mean. */
#include "code.h"

Scope *scope_create(Scope *up) {
    return tally_new(Scope, .up = up, .level = up != NULL ? up->level + 1 : 1);
}

static Binding *scope_find(Scope *scope, Symbol *name) {
    Binding *binding = scope->bindings;

    while (binding != NULL && binding->name != name)
        binding = binding->next;
    return binding;
}

size_t scope_add(Scope *scope, Symbol *name) {
    Binding *binding = scope_find(scope, name);

    if (binding != NULL && binding->macro == NULL)
        return binding->index;
    scope->bindings = tally_new(Binding, .name = name, .index = scope->count,
                                .next = scope->bindings);
    return scope->count++;
}

void scope_add_macro(Scope *scope, Symbol *name, Macro *macro) {
    scope->bindings = tally_new(Binding, .name = name, .macro = macro,
                                .next = scope->bindings);
}

/* An alias that no scope binds means what its original means where the macro
 * was defined. */
struct meaning scope_resolve(Scope *scope, Symbol *symbol) {
    struct meaning meaning = {NULL, NULL, NULL};

    for (;;) {
        for (; scope != NULL; scope = scope->up) {
            meaning.binding = scope_find(scope, symbol);
            if (meaning.binding != NULL) {
                meaning.scope = scope;
                return meaning;
            }
        }
        if (symbol->original == NULL)
            break;
        scope = symbol->scope;
        symbol = symbol->original;
    }
    meaning.global = global_find(symbol);
    return meaning;
}

/* ---- variables ------------------------------------------------------- */

static Local *local_create(Scope *scope, struct meaning *meaning) {
    return tally_new(Local, .code.kind = CODE_LOCAL,
                     .depth = scope->level - meaning->scope->level,
                     .index = meaning->binding->index,
                     .name = meaning->binding->name);
}

static void check_variable(struct meaning *meaning, Symbol *symbol) {
    bool syntax = meaning->binding != NULL ? meaning->binding->macro != NULL
                                           : meaning->global->value != NULL;

    if (meaning->binding == NULL && syntax)
        syntax = is_kind(meaning->global->value, VALUE_SPECIAL) ||
                 is_kind(meaning->global->value, VALUE_MACRO);
    if (syntax)
        fail_syntax("this is syntax, no variable:", &symbol->value);
}

Code *scope_reference(Scope *scope, Symbol *symbol) {
    struct meaning meaning = scope_resolve(scope, symbol);

    check_variable(&meaning, symbol);
    if (meaning.binding != NULL)
        return &local_create(scope, &meaning)->code;
    return &tally_new(GlobalCode, .code.kind = CODE_GLOBAL,
                      .global = meaning.global)
                ->code;
}

Code *scope_assign(Scope *scope, Symbol *symbol, Code *item, bool defines) {
    Assign *assign = tally_new(Assign, .code.kind = CODE_ASSIGN,
                               .defines = defines, .item = item);
    struct meaning meaning;

    if (defines && scope != NULL)
        scope_add(scope, symbol);
    if (defines && scope == NULL)
        symbol = symbol_strip(symbol);
    meaning = scope_resolve(scope, symbol);
    if (!defines)
        check_variable(&meaning, symbol);
    if (meaning.binding != NULL)
        assign->local = local_create(scope, &meaning);
    else
        assign->global = meaning.global;
    return &assign->code;
}
