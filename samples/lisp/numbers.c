/* Numbers: integers of 64 bits, and reals. An integer result that does not
 * fit becomes a real. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "builtin.h"

static bool is_number(Value *value) {
    return is_kind(value, VALUE_INTEGER) || is_kind(value, VALUE_REAL);
}

static Value *argument_number(Frame *arguments, size_t index) {
    if (!is_number(arguments->slots[index]))
        fail("this is no number:", arguments->slots[index]);
    return arguments->slots[index];
}

static double real_of(Value *number) {
    return is_kind(number, VALUE_INTEGER) ? (double)((Integer *)number)->number
                                          : ((Real *)number)->number;
}

/* ---- sums and products ----------------------------------------------- */

/* Two numbers as C has them: integers if both are. */
struct operands {
    bool exact;
    int64_t left, right;
    double real_left, real_right;
};

static struct operands operands_of(Value *left, Value *right) {
    struct operands operands = {false, 0, 0, 0.0, 0.0};

    if (is_kind(left, VALUE_INTEGER) && is_kind(right, VALUE_INTEGER)) {
        operands.exact = true;
        operands.left = ((Integer *)left)->number;
        operands.right = ((Integer *)right)->number;
    }
    operands.real_left = real_of(left);
    operands.real_right = real_of(right);
    return operands;
}

static bool sum_fits(int64_t left, int64_t right) {
    return right >= 0 ? left <= INT64_MAX - right : left >= INT64_MIN - right;
}

static bool difference_fits(int64_t left, int64_t right) {
    return right >= 0 ? left >= INT64_MIN + right : left <= INT64_MAX + right;
}

static bool product_fits(int64_t left, int64_t right) {
    if (left == 0 || right == 0 || left == 1 || right == 1)
        return true;
    if (left == INT64_MIN || right == INT64_MIN)
        return false;
    if (llabs(right) == 1)
        return true;
    if ((left < 0) == (right < 0))
        return llabs(left) <= INT64_MAX / llabs(right);
    return llabs(left) <= -(INT64_MIN / llabs(right));
}

static Value *add(Value *left, Value *right) {
    struct operands both = operands_of(left, right);

    if (both.exact && sum_fits(both.left, both.right))
        return integer_create(both.left + both.right);
    return real_create(both.real_left + both.real_right);
}

static Value *subtract(Value *left, Value *right) {
    struct operands both = operands_of(left, right);

    if (both.exact && difference_fits(both.left, both.right))
        return integer_create(both.left - both.right);
    return real_create(both.real_left - both.real_right);
}

static Value *multiply(Value *left, Value *right) {
    struct operands both = operands_of(left, right);

    if (both.exact && product_fits(both.left, both.right))
        return integer_create(both.left * both.right);
    return real_create(both.real_left * both.real_right);
}

/* An integer where the division has no rest. */
static Value *divide(Value *left, Value *right) {
    struct operands both = operands_of(left, right);

    if (both.exact && both.right == 0)
        fail("division by zero", NULL);
    if (both.exact && both.right != -1 && both.left % both.right == 0)
        return integer_create(both.left / both.right);
    if (both.exact && both.right == -1)
        return subtract(integer_create(0), left);
    return real_create(both.real_left / both.real_right);
}

typedef Value *operation(Value *, Value *);

static Value *fold(Frame *arguments, Value *start, operation *combine) {
    Value *result = start;
    size_t i;

    for (i = 0; i < arguments->count; i++)
        result = combine(result, argument_number(arguments, i));
    return result;
}

static Value *number_add(Frame *arguments) {
    if (arguments->count == 2)
        return add(argument_number(arguments, 0),
                   argument_number(arguments, 1));
    return fold(arguments, integer_create(0), add);
}

static Value *number_multiply(Frame *arguments) {
    return fold(arguments, integer_create(1), multiply);
}

/* The first one minus all others; one alone is taken from the neutral one. */
static Value *fold_from_first(Frame *arguments, int64_t neutral,
                              operation *combine) {
    Value *result = argument_number(arguments, 0);
    size_t i;

    if (arguments->count == 1)
        return combine(integer_create(neutral), result);
    for (i = 1; i < arguments->count; i++)
        result = combine(result, argument_number(arguments, i));
    return result;
}

static Value *number_subtract(Frame *arguments) {
    return fold_from_first(arguments, 0, subtract);
}

static Value *number_divide(Frame *arguments) {
    return fold_from_first(arguments, 1, divide);
}

/* ---- integer division ------------------------------------------------ */

struct division {
    int64_t left, right;
};

static struct division division_of(Frame *arguments) {
    struct division division = {argument_integer(arguments, 0),
                                argument_integer(arguments, 1)};

    if (division.right == 0)
        fail("division by zero", NULL);
    if (division.right == -1 && division.left == INT64_MIN)
        fail("the result is too large", NULL);
    return division;
}

static Value *number_quotient(Frame *arguments) {
    struct division division = division_of(arguments);

    return integer_create(division.left / division.right);
}

static Value *number_remainder(Frame *arguments) {
    struct division division = division_of(arguments);

    return integer_create(division.left % division.right);
}

/* The sign is the divisor's. */
static Value *number_modulo(Frame *arguments) {
    struct division division = division_of(arguments);
    int64_t rest = division.left % division.right;

    if (rest != 0 && (rest < 0) != (division.right < 0))
        rest += division.right;
    return integer_create(rest);
}

static int64_t common_divisor(int64_t left, int64_t right) {
    while (right != 0) {
        int64_t rest = left % right;

        left = right;
        right = rest;
    }
    return left < 0 ? -left : left;
}

static Value *number_gcd(Frame *arguments) {
    int64_t divisor = 0;
    size_t i;

    for (i = 0; i < arguments->count; i++)
        divisor = common_divisor(divisor, argument_integer(arguments, i));
    return integer_create(divisor);
}

/* ---- comparing ------------------------------------------------------- */

static int compare(Value *left, Value *right) {
    struct operands both = operands_of(left, right);

    if (both.exact)
        return (both.left > both.right) - (both.left < both.right);
    if (isnan(both.real_left) || isnan(both.real_right))
        return 2;
    return (both.real_left > both.real_right) -
           (both.real_left < both.real_right);
}

/* Which results of compare() hold between all neighbours? */
static Value *compare_all(Frame *arguments, int one, int other) {
    size_t i;

    argument_number(arguments, 0);
    for (i = 1; i < arguments->count; i++) {
        int order = compare(argument_number(arguments, i - 1),
                            argument_number(arguments, i));

        if (order != one && order != other)
            return value_false;
    }
    return value_true;
}

static Value *number_equal(Frame *arguments) {
    return compare_all(arguments, 0, 0);
}

static Value *number_less(Frame *arguments) {
    return compare_all(arguments, -1, -1);
}

static Value *number_greater(Frame *arguments) {
    return compare_all(arguments, 1, 1);
}

static Value *number_at_most(Frame *arguments) {
    return compare_all(arguments, -1, 0);
}

static Value *number_at_least(Frame *arguments) {
    return compare_all(arguments, 1, 0);
}

static Value *extreme(Frame *arguments, int order) {
    Value *best = argument_number(arguments, 0);
    bool exact = is_kind(best, VALUE_INTEGER);
    size_t i;

    for (i = 1; i < arguments->count; i++) {
        Value *next = argument_number(arguments, i);

        exact = exact && is_kind(next, VALUE_INTEGER);
        if (compare(next, best) == order)
            best = next;
    }
    return exact ? best : real_create(real_of(best));
}

static Value *number_max(Frame *arguments) {
    return extreme(arguments, 1);
}

static Value *number_min(Frame *arguments) {
    return extreme(arguments, -1);
}

/* ---- what kind ------------------------------------------------------- */

static Value *number_is_number(Frame *arguments) {
    return value_boolean(is_number(arguments->slots[0]));
}

static bool is_whole(Value *value) {
    return is_kind(value, VALUE_INTEGER) ||
           (is_kind(value, VALUE_REAL) &&
            floor(((Real *)value)->number) == ((Real *)value)->number &&
            !isinf(((Real *)value)->number));
}

static Value *number_is_integer(Frame *arguments) {
    return value_boolean(is_whole(arguments->slots[0]));
}

static Value *number_is_exact(Frame *arguments) {
    return value_boolean(is_kind(argument_number(arguments, 0), VALUE_INTEGER));
}

static Value *number_is_nan(Frame *arguments) {
    return value_boolean(isnan(real_of(argument_number(arguments, 0))));
}

static Value *number_is_even(Frame *arguments) {
    return value_boolean(argument_integer(arguments, 0) % 2 == 0);
}

static Value *number_is_odd(Frame *arguments) {
    return value_boolean(argument_integer(arguments, 0) % 2 != 0);
}

static Value *number_is_zero(Frame *arguments) {
    return value_boolean(real_of(argument_number(arguments, 0)) == 0);
}

/* ---- exact and inexact ----------------------------------------------- */

static Value *integer_of_real(double number) {
    if (!(fabs(number) < 9e18))
        fail("no integer is that large", NULL);
    return integer_create((int64_t)number);
}

static Value *number_exact(Frame *arguments) {
    Value *number = argument_number(arguments, 0);

    if (is_kind(number, VALUE_INTEGER))
        return number;
    return integer_of_real(((Real *)number)->number);
}

static Value *number_inexact(Frame *arguments) {
    return real_create(real_of(argument_number(arguments, 0)));
}

/* A function on reals that leaves integers as they are. */
static Value *round_by(Frame *arguments, double (*function)(double)) {
    Value *number = argument_number(arguments, 0);

    if (is_kind(number, VALUE_INTEGER))
        return number;
    return real_create(function(((Real *)number)->number));
}

static Value *number_floor(Frame *arguments) {
    return round_by(arguments, floor);
}

static Value *number_ceiling(Frame *arguments) {
    return round_by(arguments, ceil);
}

static Value *number_truncate(Frame *arguments) {
    return round_by(arguments, trunc);
}

/* To the even neighbour when both are as near. */
static Value *number_round(Frame *arguments) {
    return round_by(arguments, nearbyint);
}

/* ---- functions ------------------------------------------------------- */

static Value *number_abs(Frame *arguments) {
    Value *number = argument_number(arguments, 0);

    return real_of(number) < 0 ? subtract(integer_create(0), number) : number;
}

/* Exact roots of squares are integers. */
static Value *number_sqrt(Frame *arguments) {
    Value *number = argument_number(arguments, 0);
    double root = sqrt(real_of(number));

    if (is_kind(number, VALUE_INTEGER) && floor(root) == root &&
        root * root == real_of(number))
        return integer_create((int64_t)root);
    return real_create(root);
}

/* By squaring. */
static Value *power(Value *base, int64_t exponent) {
    Value *result = integer_create(1);

    while (exponent > 0) {
        if (exponent % 2 != 0)
            result = multiply(result, base);
        exponent /= 2;
        if (exponent > 0)
            base = multiply(base, base);
    }
    return result;
}

static Value *number_expt(Frame *arguments) {
    Value *base = argument_number(arguments, 0);
    Value *exponent = argument_number(arguments, 1);

    if (is_kind(exponent, VALUE_INTEGER) && ((Integer *)exponent)->number >= 0)
        return power(base, ((Integer *)exponent)->number);
    return real_create(pow(real_of(base), real_of(exponent)));
}

static Value *number_exp(Frame *arguments) {
    return real_create(exp(real_of(argument_number(arguments, 0))));
}

static Value *number_log(Frame *arguments) {
    return real_create(log(real_of(argument_number(arguments, 0))));
}

static Value *number_sin(Frame *arguments) {
    return real_create(sin(real_of(argument_number(arguments, 0))));
}

static Value *number_cos(Frame *arguments) {
    return real_create(cos(real_of(argument_number(arguments, 0))));
}

static Value *number_atan(Frame *arguments) {
    double first = real_of(argument_number(arguments, 0));

    if (arguments->count == 1)
        return real_create(atan(first));
    return real_create(atan2(first, real_of(argument_number(arguments, 1))));
}

/* The same numbers in each run: (random n) is from 0 to n - 1. */
static Value *number_random(Frame *arguments) {
    static uint64_t state = 88172645463325252u;
    int64_t bound = argument_integer(arguments, 0);

    if (bound <= 0)
        fail("the bound is above 0", NULL);
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return integer_create((int64_t)(state >> 1) % bound);
}

/* ---- text ------------------------------------------------------------ */

static int argument_radix(Frame *arguments, size_t index) {
    if (!has_argument(arguments, index))
        return 10;
    return (int)argument_index(arguments, index, 2, 36);
}

static Value *number_to_string(Frame *arguments) {
    struct text text = {NULL, 0};

    text_add_number(&text, argument_number(arguments, 0),
                    argument_radix(arguments, 1));
    return &string_of_text(text.bytes, text.length)->value;
}

static Value *number_of_string(Frame *arguments) {
    char *tally_array text = text_of_string(argument_string(arguments, 0));
    Value *number = number_of_text(text, argument_radix(arguments, 1));

    if (number == NULL || strlen(text) + 1 != tally_length(text))
        return value_false;
    return number;
}

const struct primitive number_primitives[] = {
    {"+", 0, -1, number_add, NULL},
    {"-", 1, -1, number_subtract, NULL},
    {"*", 0, -1, number_multiply, NULL},
    {"/", 1, -1, number_divide, NULL},
    {"quotient", 2, 2, number_quotient, NULL},
    {"remainder", 2, 2, number_remainder, NULL},
    {"modulo", 2, 2, number_modulo, NULL},
    {"gcd", 0, -1, number_gcd, NULL},
    {"=", 1, -1, number_equal, NULL},
    {"<", 1, -1, number_less, NULL},
    {">", 1, -1, number_greater, NULL},
    {"<=", 1, -1, number_at_most, NULL},
    {">=", 1, -1, number_at_least, NULL},
    {"max", 1, -1, number_max, NULL},
    {"min", 1, -1, number_min, NULL},
    {"number?", 1, 1, number_is_number, NULL},
    {"real?", 1, 1, number_is_number, NULL},
    {"integer?", 1, 1, number_is_integer, NULL},
    {"exact?", 1, 1, number_is_exact, NULL},
    {"nan?", 1, 1, number_is_nan, NULL},
    {"even?", 1, 1, number_is_even, NULL},
    {"odd?", 1, 1, number_is_odd, NULL},
    {"zero?", 1, 1, number_is_zero, NULL},
    {"exact", 1, 1, number_exact, NULL},
    {"inexact->exact", 1, 1, number_exact, NULL},
    {"inexact", 1, 1, number_inexact, NULL},
    {"exact->inexact", 1, 1, number_inexact, NULL},
    {"floor", 1, 1, number_floor, NULL},
    {"ceiling", 1, 1, number_ceiling, NULL},
    {"truncate", 1, 1, number_truncate, NULL},
    {"round", 1, 1, number_round, NULL},
    {"abs", 1, 1, number_abs, NULL},
    {"sqrt", 1, 1, number_sqrt, NULL},
    {"expt", 2, 2, number_expt, NULL},
    {"exp", 1, 1, number_exp, NULL},
    {"log", 1, 1, number_log, NULL},
    {"sin", 1, 1, number_sin, NULL},
    {"cos", 1, 1, number_cos, NULL},
    {"atan", 1, 2, number_atan, NULL},
    {"random", 1, 1, number_random, NULL},
    {"number->string", 1, 2, number_to_string, NULL},
    {"string->number", 1, 2, number_of_string, NULL},
    {NULL, 0, 0, NULL, NULL},
};
