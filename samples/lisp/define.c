/* Definitions: of variables, of procedures and of macros; at the top level,
 * and in bodies, where they all are made known before any is compiled. */
#include <string.h>

#include "code.h"

/* ---- define ---------------------------------------------------------- */

/* (define name ...) or (define (name . parameters) ...). */
static Symbol *defined_name(Value *form) {
    Value *target;

    check_form(form, 1, -1);
    target = list_at(form, 1);
    if (is_kind(target, VALUE_PAIR))
        target = car(target);
    if (!is_kind(target, VALUE_SYMBOL))
        fail_syntax("a name is a symbol:", form);
    return (Symbol *)target;
}

static Code *name_procedure(Code *code, Symbol *name) {
    if (code->kind == CODE_LAMBDA && ((Lambda *)code)->name == NULL)
        ((Lambda *)code)->name = name;
    return code;
}

/* The code of what the name is defined to be. */
static Code *defined_item(Value *form, Scope *scope) {
    Symbol *name = defined_name(form);
    Value *target = list_at(form, 1);

    if (is_kind(target, VALUE_PAIR)) {
        check_form(form, 2, -1);
        return &compile_lambda(name, cdr(target), list_tail(form, 2), scope)
                    ->code;
    }
    check_form(form, 1, 2);
    if (list_length(form) == 2)
        return code_constant(value_unspecified);
    return name_procedure(compile(list_at(form, 2), scope), name);
}

static Code *compile_define(Value *form, Scope *scope) {
    Symbol *name = defined_name(form);

    return scope_assign(scope, name, defined_item(form, scope), true);
}

/* ---- macros ---------------------------------------------------------- */

static void define_macro(Scope *scope, Symbol *name, Macro *macro) {
    Global *global;

    if (scope != NULL) {
        scope_add_macro(scope, name, macro);
        return;
    }
    global = global_find(symbol_strip(name));
    global->value = &macro->value;
}

/* Expanders are run while the program is compiled, so they see the top level
 * only. */
static Code *compile_define_macro(Value *form, Scope *scope) {
    Symbol *name = defined_name(form);
    Value *expander = code_evaluate(defined_item(form, NULL));

    if (!is_procedure(expander))
        fail_syntax("a macro is expanded by a procedure:", form);
    define_macro(
        scope, name,
        tally_new(Macro, .value.kind = VALUE_MACRO, .expander = expander));
    return code_constant(value_unspecified);
}

/* (define-syntax name (syntax-rules (literal ...) rule ...)), or with an
 * ellipsis of its own before the literals. */
static Macro *macro_of_rules(Value *rules, Scope *scope) {
    Macro *macro = tally_new(Macro, .value.kind = VALUE_MACRO, .scope = scope);

    if (list_length(rules) < 2 || !symbol_named(car(rules), "syntax-rules"))
        fail_syntax("here stands (syntax-rules ...):", rules);
    rules = cdr(rules);
    macro->ellipsis = symbol_intern("...");
    if (is_kind(car(rules), VALUE_SYMBOL) && list_length(rules) > 1) {
        macro->ellipsis = (Symbol *)car(rules);
        rules = cdr(rules);
    }
    macro->literals = car(rules);
    macro->rules = cdr(rules);
    for (rules = cdr(rules); is_kind(rules, VALUE_PAIR); rules = cdr(rules))
        if (list_length(car(rules)) != 2 ||
            !is_kind(car(car(rules)), VALUE_PAIR))
            fail_syntax("a rule is a pattern and a template:", car(rules));
    return macro;
}

static Code *compile_define_syntax(Value *form, Scope *scope) {
    Symbol *name = defined_name(form);
    Macro *macro;

    check_form(form, 2, 2);
    macro = macro_of_rules(list_at(form, 2), scope);
    define_macro(scope, name, macro);
    return code_constant(value_unspecified);
}

/* (let-syntax ((name rules) ...) body ...) is (let () (define-syntax name
 * rules) ... body ...). */
static Value *expand_let_syntax(Value *form, Scope *scope) {
    struct list parts = {NULL, NULL};
    Value *bindings;

    (void)scope;
    check_form(form, 2, -1);
    list_add(&parts, core_symbol("let"));
    list_add(&parts, value_nil);
    for (bindings = list_at(form, 1); is_kind(bindings, VALUE_PAIR);
         bindings = cdr(bindings))
        list_add(&parts,
                 pair_create(core_symbol("define-syntax"), car(bindings)));
    return list_end(&parts, list_tail(form, 2));
}

/* ---- bodies ---------------------------------------------------------- */

/* Which of these forms is it? */
static bool is_special(Value *syntax, const char *name) {
    return syntax != NULL && is_kind(syntax, VALUE_SPECIAL) &&
           strcmp(((Special *)syntax)->spec->name, name) == 0;
}

static bool is_expanded(Value *syntax) {
    return syntax == NULL || (is_kind(syntax, VALUE_SPECIAL) &&
                              ((Special *)syntax)->spec->expand == NULL);
}

static void scan_forms(Value *forms, Scope *scope, struct list *found);

static void scan_form(Value *form, Scope *scope, struct list *found) {
    Value *syntax = syntax_of(form, scope);

    while (!is_expanded(syntax)) {
        form = expand_once(form, syntax, scope);
        syntax = syntax_of(form, scope);
    }
    if (is_special(syntax, "begin")) {
        scan_forms(cdr(form), scope, found);
    } else if (is_special(syntax, "define-syntax") ||
               is_special(syntax, "define-macro")) {
        compile(form, scope);
    } else {
        if (is_special(syntax, "define"))
            scope_add(scope, defined_name(form));
        list_add(found, form);
    }
}

static void scan_forms(Value *forms, Scope *scope, struct list *found) {
    for (; is_kind(forms, VALUE_PAIR); forms = cdr(forms))
        scan_form(car(forms), scope, found);
}

Value *body_scan(Value *forms, Scope *scope) {
    struct list found = {NULL, NULL};

    scan_forms(forms, scope, &found);
    return list_end(&found, value_nil);
}

const struct special define_specials[] = {
    {"define", compile_define, NULL},
    {"define-macro", compile_define_macro, NULL},
    {"define-syntax", compile_define_syntax, NULL},
    {"let-syntax", NULL, expand_let_syntax},
    {"letrec-syntax", NULL, expand_let_syntax},
    {NULL, NULL, NULL},
};
