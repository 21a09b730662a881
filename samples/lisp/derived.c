/* Choices: and, or, when, unless, cond, case. They become CODE_IF and
 * CODE_OR, whatever the program calls `if`. */
#include "code.h"

static Code *unspecified(void) {
    return code_constant(value_unspecified);
}

static Code *compile_and_of(Value *forms, Scope *scope) {
    Code *first = compile(car(forms), scope);

    if (!is_kind(cdr(forms), VALUE_PAIR))
        return first;
    return code_if(first, compile_and_of(cdr(forms), scope),
                   code_constant(value_false));
}

static Code *compile_and(Value *form, Scope *scope) {
    check_form(form, 0, -1);
    if (is_kind(cdr(form), VALUE_NIL))
        return code_constant(value_true);
    return compile_and_of(cdr(form), scope);
}

static Code *compile_or(Value *form, Scope *scope) {
    struct steps steps = {NULL, 0};
    Value *forms;

    check_form(form, 0, -1);
    for (forms = cdr(form); is_kind(forms, VALUE_PAIR); forms = cdr(forms))
        steps_add(&steps, compile(car(forms), scope));
    return code_sequence(CODE_OR, &steps, code_constant(value_false));
}

static Code *compile_when(Value *form, Scope *scope) {
    check_form(form, 1, -1);
    return code_if(compile(list_at(form, 1), scope),
                   compile_sequence(list_tail(form, 2), scope), unspecified());
}

static Code *compile_unless(Value *form, Scope *scope) {
    check_form(form, 1, -1);
    return code_if(compile(list_at(form, 1), scope), unspecified(),
                   compile_sequence(list_tail(form, 2), scope));
}

/* ---- values that are needed twice ------------------------------------ */

/* A procedure of one parameter, which no program can name. */
struct held {
    Scope *scope;
    Symbol *name;
    Lambda *lambda;
};

static struct held hold(Scope *scope) {
    struct held held = {NULL, NULL, NULL};

    held.scope = scope_create(scope);
    held.name = symbol_fresh("held");
    scope_add(held.scope, held.name);
    held.lambda = lambda_create(held.scope, NULL);
    return held;
}

static Code *held_value(struct held *held) {
    return scope_reference(held->scope, held->name);
}

/* Its call: `value` is held while `body` is evaluated. */
static Code *held_call(struct held *held, Code *value, Code *body) {
    struct steps steps = {NULL, 0};

    held->lambda->body = body;
    held->lambda->size = held->scope->count;
    steps_add(&steps, value);
    return code_call(&held->lambda->code, steps_end(&steps));
}

/* ---- cond ------------------------------------------------------------ */

static Code *compile_clauses(Value *clauses, Scope *scope);

/* (test => receiver): the receiver gets what the test gave. */
static Code *compile_arrow(Value *clause, Value *others, Scope *scope) {
    struct held held = hold(scope);
    struct steps steps = {NULL, 0};
    Code *receiver;

    if (list_length(clause) != 3)
        fail_syntax("one receiver stands behind '=>':", clause);
    receiver = compile(list_at(clause, 2), held.scope);
    steps_add(&steps, held_value(&held));
    return held_call(&held, compile(car(clause), scope),
                     code_if(held_value(&held),
                             code_call(receiver, steps_end(&steps)),
                             compile_clauses(others, held.scope)));
}

/* (test): its own value, if it is true. */
static Code *compile_test_only(Value *clause, Value *others, Scope *scope) {
    struct steps steps = {NULL, 0};

    steps_add(&steps, compile(car(clause), scope));
    steps_add(&steps, compile_clauses(others, scope));
    return code_sequence(CODE_OR, &steps, NULL);
}

static Code *compile_clauses(Value *clauses, Scope *scope) {
    Value *clause, *others;

    if (!is_kind(clauses, VALUE_PAIR))
        return unspecified();
    clause = car(clauses);
    others = cdr(clauses);
    if (list_length(clause) < 1)
        fail_syntax("a clause is a test and expressions:", clause);
    if (symbol_named(car(clause), "else"))
        return compile_sequence(cdr(clause), scope);
    if (is_kind(cdr(clause), VALUE_NIL))
        return compile_test_only(clause, others, scope);
    if (symbol_named(list_at(clause, 1), "=>"))
        return compile_arrow(clause, others, scope);
    return code_if(compile(car(clause), scope),
                   compile_sequence(cdr(clause), scope),
                   compile_clauses(others, scope));
}

static Code *compile_cond(Value *form, Scope *scope) {
    check_form(form, 0, -1);
    return compile_clauses(cdr(form), scope);
}

/* ---- case ------------------------------------------------------------ */

static Code *compile_cases(struct held *held, Value *clauses) {
    Value *clause;
    Code *test;

    if (!is_kind(clauses, VALUE_PAIR))
        return unspecified();
    clause = car(clauses);
    if (list_length(clause) < 1)
        fail_syntax("a clause is data and expressions:", clause);
    if (symbol_named(car(clause), "else"))
        return compile_sequence(cdr(clause), held->scope);
    test = code_call_2("memv", held_value(held),
                       code_constant(datum_strip(car(clause))));
    return code_if(test, compile_sequence(cdr(clause), held->scope),
                   compile_cases(held, cdr(clauses)));
}

static Code *compile_case(Value *form, Scope *scope) {
    struct held held = hold(scope);
    Code *key, *body;

    check_form(form, 1, -1);
    key = compile(list_at(form, 1), scope);
    body = compile_cases(&held, list_tail(form, 2));
    return held_call(&held, key, body);
}

const struct special derived_specials[] = {
    {"and", compile_and, NULL},   {"or", compile_or, NULL},
    {"when", compile_when, NULL}, {"unless", compile_unless, NULL},
    {"cond", compile_cond, NULL}, {"case", compile_case, NULL},
    {NULL, NULL, NULL},
};
