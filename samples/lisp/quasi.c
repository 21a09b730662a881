/* quasiquote: a datum with holes becomes calls of cons, append and
 * list->vector; parts without holes are constants.
 *
 * `depth` says how many quasiquotes stand around: unquote counts down, and
 * only at 1 it is a hole. */
#include "code.h"

static Code *quasi(Value *template, unsigned depth, Scope *scope);

/* (name datum)? */
static bool is_marked(Value *template, const char *name) {
    return is_kind(template, VALUE_PAIR) && symbol_named(car(template), name) &&
           list_length(template) == 2;
}

static Code *constant_of(Value *template) {
    return code_constant(datum_strip(template));
}

/* (name datum) again, with the datum's holes filled. */
static Code *quasi_marked(Value *template, unsigned depth, Scope *scope) {
    Code *datum = quasi(list_at(template, 1), depth, scope);

    if (datum->kind == CODE_CONSTANT)
        return constant_of(template);
    return code_call_2("cons", constant_of(car(template)),
                       code_call_1("list", datum));
}

static Code *quasi_pair(Value *template, unsigned depth, Scope *scope) {
    Value *first = car(template);
    Code *head, *tail;

    tail = quasi(cdr(template), depth, scope);
    if (depth == 1 && is_marked(first, "unquote-splicing"))
        return code_call_2("append", compile(list_at(first, 1), scope), tail);
    if (is_marked(first, "unquote-splicing"))
        head = quasi_marked(first, depth - 1, scope);
    else
        head = quasi(first, depth, scope);
    if (head->kind == CODE_CONSTANT && tail->kind == CODE_CONSTANT)
        return code_constant(
            pair_create(((Constant *)head)->value, ((Constant *)tail)->value));
    return code_call_2("cons", head, tail);
}

static Code *quasi_vector(Value *vector, unsigned depth, Scope *scope) {
    Code *items = quasi(list_of_vector(vector), depth, scope);

    if (items->kind == CODE_CONSTANT)
        return constant_of(vector);
    return code_call_1("list->vector", items);
}

static Code *quasi(Value *template, unsigned depth, Scope *scope) {
    if (is_marked(template, "unquote")) {
        if (depth == 1)
            return compile(list_at(template, 1), scope);
        return quasi_marked(template, depth - 1, scope);
    }
    if (is_marked(template, "quasiquote"))
        return quasi_marked(template, depth + 1, scope);
    if (is_kind(template, VALUE_PAIR))
        return quasi_pair(template, depth, scope);
    if (is_kind(template, VALUE_VECTOR))
        return quasi_vector(template, depth, scope);
    return constant_of(template);
}

static Code *compile_quasiquote(Value *form, Scope *scope) {
    check_form(form, 1, 1);
    return quasi(list_at(form, 1), 1, scope);
}

const struct special quasi_specials[] = {
    {"quasiquote", compile_quasiquote, NULL},
    {NULL, NULL, NULL},
};
