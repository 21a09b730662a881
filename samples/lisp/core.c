/* The forms that everything else is made of: quote, if, set!, lambda, begin,
 * and let with its kin, which are calls of lambda expressions. */
#include "code.h"

/* ---- lambda ---------------------------------------------------------- */

Lambda *lambda_create(Scope *scope, Symbol *name) {
    return tally_new(Lambda, .code.kind = CODE_LAMBDA, .required = scope->count,
                     .name = name);
}

/* The body may still add variables, so the size is known last. */
static Lambda *lambda_close(Lambda *lambda, Code *body, Scope *scope) {
    lambda->body = body;
    lambda->size = scope->count;
    return lambda;
}

Code *compile_body(Value *forms, Scope *scope) {
    return compile_sequence(body_scan(forms, scope), scope);
}

static void add_parameter(Scope *scope, Value *name) {
    size_t known = scope->count;

    if (!is_kind(name, VALUE_SYMBOL))
        fail_syntax("a parameter is a symbol:", name);
    if (scope_add(scope, (Symbol *)name) != known)
        fail_syntax("this parameter is there twice:", name);
}

Lambda *compile_lambda(Symbol *name, Value *parameters, Value *body,
                       Scope *scope) {
    Scope *inner = scope_create(scope);
    Lambda *lambda;

    for (; is_kind(parameters, VALUE_PAIR); parameters = cdr(parameters))
        add_parameter(inner, car(parameters));
    lambda = lambda_create(inner, name);
    if (!is_kind(parameters, VALUE_NIL)) {
        lambda->rest = true;
        add_parameter(inner, parameters);
    }
    return lambda_close(lambda, compile_body(body, inner), inner);
}

static Code *compile_lambda_form(Value *form, Scope *scope) {
    check_form(form, 2, -1);
    return &compile_lambda(NULL, list_at(form, 1), list_tail(form, 2), scope)
                ->code;
}

/* ---- small ones ------------------------------------------------------ */

static Code *compile_quote(Value *form, Scope *scope) {
    (void)scope;
    check_form(form, 1, 1);
    return code_constant(datum_strip(list_at(form, 1)));
}

static Code *compile_if(Value *form, Scope *scope) {
    Code *otherwise = NULL;

    check_form(form, 2, 3);
    if (list_length(form) == 4)
        otherwise = compile(list_at(form, 3), scope);
    else
        otherwise = code_constant(value_unspecified);
    return code_if(compile(list_at(form, 1), scope),
                   compile(list_at(form, 2), scope), otherwise);
}

static Code *compile_set(Value *form, Scope *scope) {
    check_form(form, 2, 2);
    if (!is_kind(list_at(form, 1), VALUE_SYMBOL))
        fail_syntax("set! is for variables:", form);
    return scope_assign(scope, (Symbol *)list_at(form, 1),
                        compile(list_at(form, 2), scope), false);
}

static Code *compile_begin(Value *form, Scope *scope) {
    return compile_sequence(cdr(form), scope);
}

/* ---- let ------------------------------------------------------------- */

static void check_bindings(Value *form, Value *bindings) {
    if (list_length(bindings) < 0)
        fail_syntax("the bindings are a list:", form);
    for (; is_kind(bindings, VALUE_PAIR); bindings = cdr(bindings))
        if (list_length(car(bindings)) != 2)
            fail_syntax("a binding is a name and a value:", form);
}

/* (name value) ... to the names, or to the values. */
static Value *binding_parts(Value *bindings, size_t part) {
    struct list parts = {NULL, NULL};

    for (; is_kind(bindings, VALUE_PAIR); bindings = cdr(bindings))
        list_add(&parts, list_at(car(bindings), part));
    return list_end(&parts, value_nil);
}

/* A procedure in the variable `name`, which only the procedure sees:
 * ((lambda () (define name (lambda ...)) name)). */
static Code *compile_loop(Value *name, Value *parameters, Value *body,
                          Scope *scope) {
    Scope *inner = scope_create(scope);
    Lambda *holder = lambda_create(inner, NULL);
    struct steps steps = {NULL, 0};
    Lambda *loop;

    add_parameter(inner, name);
    loop = compile_lambda((Symbol *)name, parameters, body, inner);
    steps_add(&steps, scope_assign(inner, (Symbol *)name, &loop->code, true));
    steps_add(&steps, scope_reference(inner, (Symbol *)name));
    lambda_close(holder, code_sequence(CODE_SEQUENCE, &steps, NULL), inner);
    return code_call(&holder->code, NULL);
}

static Code *compile_named_let(Value *form, Scope *scope) {
    Value *bindings;

    check_form(form, 3, -1);
    bindings = list_at(form, 2);
    check_bindings(form, bindings);
    return code_call(compile_loop(list_at(form, 1), binding_parts(bindings, 0),
                                  list_tail(form, 3), scope),
                     compile_all(binding_parts(bindings, 1), scope));
}

static Code *compile_let_of(Value *bindings, Value *body, Scope *scope) {
    Lambda *lambda =
        compile_lambda(NULL, binding_parts(bindings, 0), body, scope);

    return code_call(&lambda->code,
                     compile_all(binding_parts(bindings, 1), scope));
}

static Code *compile_let(Value *form, Scope *scope) {
    check_form(form, 2, -1);
    if (is_kind(list_at(form, 1), VALUE_SYMBOL))
        return compile_named_let(form, scope);
    check_bindings(form, list_at(form, 1));
    return compile_let_of(list_at(form, 1), list_tail(form, 2), scope);
}

/* One let in the other. */
static Code *compile_nested(Value *bindings, Value *body, Scope *scope) {
    Value *first;
    Scope *inner;
    Lambda *lambda;
    struct steps steps = {NULL, 0};

    if (!is_kind(bindings, VALUE_PAIR))
        return compile_let_of(value_nil, body, scope);
    if (is_kind(cdr(bindings), VALUE_NIL))
        return compile_let_of(bindings, body, scope);
    first = car(bindings);
    inner = scope_create(scope);
    add_parameter(inner, car(first));
    lambda = lambda_create(inner, NULL);
    lambda_close(lambda, compile_nested(cdr(bindings), body, inner), inner);
    steps_add(&steps, compile(list_at(first, 1), scope));
    return code_call(&lambda->code, steps_end(&steps));
}

static Code *compile_let_star(Value *form, Scope *scope) {
    check_form(form, 2, -1);
    check_bindings(form, list_at(form, 1));
    return compile_nested(list_at(form, 1), list_tail(form, 2), scope);
}

/* All names first, so that the values see them; then one after the other. */
static Code *compile_letrec(Value *form, Scope *scope) {
    Scope *inner = scope_create(scope);
    Lambda *lambda = lambda_create(inner, NULL);
    struct steps steps = {NULL, 0};
    Value *bindings;

    check_form(form, 2, -1);
    check_bindings(form, list_at(form, 1));
    for (bindings = list_at(form, 1); is_kind(bindings, VALUE_PAIR);
         bindings = cdr(bindings))
        add_parameter(inner, car(car(bindings)));
    for (bindings = list_at(form, 1); is_kind(bindings, VALUE_PAIR);
         bindings = cdr(bindings)) {
        Value *binding = car(bindings);

        steps_add(&steps,
                  scope_assign(inner, (Symbol *)car(binding),
                               compile(list_at(binding, 1), inner), true));
    }
    steps_add(&steps, compile_body(list_tail(form, 2), inner));
    lambda_close(lambda, code_sequence(CODE_SEQUENCE, &steps, NULL), inner);
    return code_call(&lambda->code, NULL);
}

/* ---- do -------------------------------------------------------------- */

/* (name start [step]) ... to the steps; a name without one keeps its value. */
static Value *do_steps(Value *variables) {
    struct list steps = {NULL, NULL};

    for (; is_kind(variables, VALUE_PAIR); variables = cdr(variables)) {
        Value *variable = car(variables);

        list_add(&steps, list_at(variable, list_length(variable) == 3 ? 2 : 0));
    }
    return list_end(&steps, value_nil);
}

static void check_do(Value *form) {
    Value *variables;

    check_form(form, 2, -1);
    variables = list_at(form, 1);
    if (list_length(variables) < 0 || list_length(list_at(form, 2)) < 1)
        fail_syntax("this form is not right:", form);
    for (; is_kind(variables, VALUE_PAIR); variables = cdr(variables))
        if (list_length(car(variables)) != 2 &&
            list_length(car(variables)) != 3)
            fail_syntax("a variable is (name start step):", form);
}

static Value *list_of_2(Value *first, Value *second) {
    return pair_create(first, pair_create(second, value_nil));
}

/* (if test (begin result ...) (begin body ... (loop step ...))) */
static Value *do_body(Value *form, Value *loop) {
    Value *end = list_at(form, 2);
    struct list again = {NULL, NULL};
    Value *body = list_tail(form, 3);

    list_add(&again, core_symbol("begin"));
    for (; is_kind(body, VALUE_PAIR); body = cdr(body))
        list_add(&again, car(body));
    list_add(&again, pair_create(loop, do_steps(list_at(form, 1))));
    return pair_create(
        core_symbol("if"),
        pair_create(car(end),
                    list_of_2(pair_create(core_symbol("begin"), cdr(end)),
                              list_end(&again, value_nil))));
}

static Code *compile_do(Value *form, Scope *scope) {
    Value *loop = &symbol_fresh("do")->value;
    Value *variables, *body;

    check_do(form);
    variables = list_at(form, 1);
    body = pair_create(do_body(form, loop), value_nil);
    return code_call(
        compile_loop(loop, binding_parts(variables, 0), body, scope),
        compile_all(binding_parts(variables, 1), scope));
}

const struct special core_specials[] = {
    {"quote", compile_quote, NULL},
    {"if", compile_if, NULL},
    {"set!", compile_set, NULL},
    {"lambda", compile_lambda_form, NULL},
    {"begin", compile_begin, NULL},
    {"let", compile_let, NULL},
    {"let*", compile_let_star, NULL},
    {"letrec", compile_letrec, NULL},
    {"letrec*", compile_letrec, NULL},
    {"do", compile_do, NULL},
    {NULL, NULL, NULL},
};
