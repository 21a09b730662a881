/* Pairs and lists; same or not; symbols. */
#include <string.h>

#include "builtin.h"

/* ---- pairs ----------------------------------------------------------- */

static Value *list_cons(Frame *arguments) {
    return pair_create(arguments->slots[0], arguments->slots[1]);
}

static Value *list_car(Frame *arguments) {
    return car(argument_kind(arguments, 0, VALUE_PAIR));
}

static Value *list_cdr(Frame *arguments) {
    return cdr(argument_kind(arguments, 0, VALUE_PAIR));
}

static Value *list_set_car(Frame *arguments) {
    Pair *pair = (Pair *)argument_kind(arguments, 0, VALUE_PAIR);

    pair->car = arguments->slots[1];
    return value_unspecified;
}

static Value *list_set_cdr(Frame *arguments) {
    Pair *pair = (Pair *)argument_kind(arguments, 0, VALUE_PAIR);

    pair->cdr = arguments->slots[1];
    return value_unspecified;
}

/* cadr and so on: from the last letter to the first. */
static Value *path(Frame *arguments, const char *letters) {
    Value *value = arguments->slots[0];
    size_t at = strlen(letters);

    while (at-- > 0) {
        if (!is_kind(value, VALUE_PAIR))
            fail("this has no such part:", arguments->slots[0]);
        value = letters[at] == 'a' ? car(value) : cdr(value);
    }
    return value;
}

static Value *list_caar(Frame *arguments) {
    return path(arguments, "aa");
}

static Value *list_cadr(Frame *arguments) {
    return path(arguments, "ad");
}

static Value *list_cdar(Frame *arguments) {
    return path(arguments, "da");
}

static Value *list_cddr(Frame *arguments) {
    return path(arguments, "dd");
}

static Value *list_caddr(Frame *arguments) {
    return path(arguments, "add");
}

static Value *list_cdddr(Frame *arguments) {
    return path(arguments, "ddd");
}

static Value *list_cadddr(Frame *arguments) {
    return path(arguments, "addd");
}

static Value *list_cadar(Frame *arguments) {
    return path(arguments, "ada");
}

static Value *list_cddar(Frame *arguments) {
    return path(arguments, "dda");
}

static Value *list_caadr(Frame *arguments) {
    return path(arguments, "aad");
}

/* ---- lists ----------------------------------------------------------- */

static Value *list_list(Frame *arguments) {
    return frame_list(arguments, 0);
}

/* The last argument is the rest of the list. */
static Value *list_cons_star(Frame *arguments) {
    size_t i = arguments->count - 1;
    Value *list = arguments->slots[i];

    for (; i > 0; i--)
        list = pair_create(arguments->slots[i - 1], list);
    return list;
}

static Value *list_make(Frame *arguments) {
    size_t count = argument_index(arguments, 0, 0, SIZE_MAX / 64);
    Value *fill = value_unspecified, *list = value_nil;

    if (has_argument(arguments, 1))
        fill = arguments->slots[1];
    for (; count > 0; count--)
        list = pair_create(fill, list);
    return list;
}

static Value *list_count(Frame *arguments) {
    return integer_create(list_length(argument_list(arguments, 0)));
}

static void add_all(struct list *list, Value *values) {
    for (; is_kind(values, VALUE_PAIR); values = cdr(values))
        list_add(list, car(values));
}

/* The last list is not copied. */
static Value *list_append(Frame *arguments) {
    struct list list = {NULL, NULL};
    size_t i;

    if (arguments->count == 0)
        return value_nil;
    for (i = 0; i + 1 < arguments->count; i++)
        add_all(&list, argument_list(arguments, i));
    return list_end(&list, arguments->slots[i]);
}

static Value *list_reversed(Frame *arguments) {
    return list_reverse(argument_list(arguments, 0));
}

static Value *list_rest(Frame *arguments) {
    Value *list = arguments->slots[0];
    size_t count = argument_index(arguments, 1, 0, SIZE_MAX);

    for (; count > 0; count--) {
        if (!is_kind(list, VALUE_PAIR))
            fail("the list is shorter:", arguments->slots[0]);
        list = cdr(list);
    }
    return list;
}

static Value *list_ref(Frame *arguments) {
    Value *rest = list_rest(arguments);

    if (!is_kind(rest, VALUE_PAIR))
        fail("the list is shorter:", arguments->slots[0]);
    return car(rest);
}

static Value *list_copy(Frame *arguments) {
    struct list list = {NULL, NULL};

    add_all(&list, argument_list(arguments, 0));
    return list_end(&list, value_nil);
}

static Value *list_last_pair(Frame *arguments) {
    Value *list = argument_kind(arguments, 0, VALUE_PAIR);

    while (is_kind(cdr(list), VALUE_PAIR))
        list = cdr(list);
    return list;
}

/* ---- searching ------------------------------------------------------- */

typedef bool same(Value *, Value *);

static bool values_eq(Value *left, Value *right) {
    return left == right ||
           (left->kind == right->kind && !is_kind(left, VALUE_REAL) &&
            values_eqv(left, right));
}

static Value *member(Frame *arguments, same *is_same) {
    Value *wanted = arguments->slots[0];
    Value *list = argument_list(arguments, 1);

    for (; is_kind(list, VALUE_PAIR); list = cdr(list))
        if (is_same(wanted, car(list)))
            return list;
    return value_false;
}

static Value *list_memq(Frame *arguments) {
    return member(arguments, values_eq);
}

static Value *list_memv(Frame *arguments) {
    return member(arguments, values_eqv);
}

static Value *list_member(Frame *arguments) {
    return member(arguments, values_equal);
}

static Value *associate(Frame *arguments, same *is_same) {
    Value *wanted = arguments->slots[0];
    Value *list = argument_list(arguments, 1);

    for (; is_kind(list, VALUE_PAIR); list = cdr(list)) {
        Value *pair = car(list);

        if (!is_kind(pair, VALUE_PAIR))
            fail("an element is no pair:", pair);
        if (is_same(wanted, car(pair)))
            return pair;
    }
    return value_false;
}

static Value *list_assq(Frame *arguments) {
    return associate(arguments, values_eq);
}

static Value *list_assv(Frame *arguments) {
    return associate(arguments, values_eqv);
}

static Value *list_assoc(Frame *arguments) {
    return associate(arguments, values_equal);
}

/* ---- same or not ----------------------------------------------------- */

static Value *list_eq(Frame *arguments) {
    return value_boolean(values_eq(arguments->slots[0], arguments->slots[1]));
}

static Value *list_eqv(Frame *arguments) {
    return value_boolean(values_eqv(arguments->slots[0], arguments->slots[1]));
}

static Value *list_equal(Frame *arguments) {
    return value_boolean(
        values_equal(arguments->slots[0], arguments->slots[1]));
}

static Value *list_not(Frame *arguments) {
    return value_boolean(!is_true(arguments->slots[0]));
}

/* ---- what kind ------------------------------------------------------- */

static Value *list_is_pair(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_PAIR));
}

static Value *list_is_null(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_NIL));
}

static Value *list_is_list(Frame *arguments) {
    return value_boolean(list_length(arguments->slots[0]) >= 0);
}

static Value *list_is_boolean(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_TRUE) ||
                         is_kind(arguments->slots[0], VALUE_FALSE));
}

static Value *list_is_symbol(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_SYMBOL));
}

static Value *list_is_procedure(Frame *arguments) {
    return value_boolean(is_procedure(arguments->slots[0]));
}

static Value *list_fresh_symbol(Frame *arguments) {
    (void)arguments;
    return &symbol_fresh("g")->value;
}

const struct primitive list_primitives[] = {
    {"cons", 2, 2, list_cons, NULL},
    {"car", 1, 1, list_car, NULL},
    {"cdr", 1, 1, list_cdr, NULL},
    {"set-car!", 2, 2, list_set_car, NULL},
    {"set-cdr!", 2, 2, list_set_cdr, NULL},
    {"caar", 1, 1, list_caar, NULL},
    {"cadr", 1, 1, list_cadr, NULL},
    {"cdar", 1, 1, list_cdar, NULL},
    {"cddr", 1, 1, list_cddr, NULL},
    {"caddr", 1, 1, list_caddr, NULL},
    {"cdddr", 1, 1, list_cdddr, NULL},
    {"cadddr", 1, 1, list_cadddr, NULL},
    {"cadar", 1, 1, list_cadar, NULL},
    {"cddar", 1, 1, list_cddar, NULL},
    {"caadr", 1, 1, list_caadr, NULL},
    {"list", 0, -1, list_list, NULL},
    {"cons*", 1, -1, list_cons_star, NULL},
    {"make-list", 1, 2, list_make, NULL},
    {"length", 1, 1, list_count, NULL},
    {"append", 0, -1, list_append, NULL},
    {"reverse", 1, 1, list_reversed, NULL},
    {"list-tail", 2, 2, list_rest, NULL},
    {"list-ref", 2, 2, list_ref, NULL},
    {"list-copy", 1, 1, list_copy, NULL},
    {"last-pair", 1, 1, list_last_pair, NULL},
    {"memq", 2, 2, list_memq, NULL},
    {"memv", 2, 2, list_memv, NULL},
    {"member", 2, 2, list_member, NULL},
    {"assq", 2, 2, list_assq, NULL},
    {"assv", 2, 2, list_assv, NULL},
    {"assoc", 2, 2, list_assoc, NULL},
    {"eq?", 2, 2, list_eq, NULL},
    {"eqv?", 2, 2, list_eqv, NULL},
    {"equal?", 2, 2, list_equal, NULL},
    {"not", 1, 1, list_not, NULL},
    {"pair?", 1, 1, list_is_pair, NULL},
    {"null?", 1, 1, list_is_null, NULL},
    {"list?", 1, 1, list_is_list, NULL},
    {"boolean?", 1, 1, list_is_boolean, NULL},
    {"symbol?", 1, 1, list_is_symbol, NULL},
    {"procedure?", 1, 1, list_is_procedure, NULL},
    {"gensym", 0, 1, list_fresh_symbol, NULL},
    {NULL, 0, 0, NULL, NULL},
};
