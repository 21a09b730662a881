/* Making values; lists. */
#include "value.h"

#include <string.h>

#include "text.h"

Value *value_nil, *value_true, *value_false, *value_unspecified, *value_end;

/* Small integers are made once: most of what programs count is small. */
enum { SMALL_LEAST = -128, SMALL_COUNT = 1152 };
static Value *small[SMALL_COUNT];

void values_start(void) {
    value_nil = tally_new(Value, .kind = VALUE_NIL);
    value_true = tally_new(Value, .kind = VALUE_TRUE);
    value_false = tally_new(Value, .kind = VALUE_FALSE);
    value_unspecified = tally_new(Value, .kind = VALUE_UNSPECIFIED);
    value_end = tally_new(Value, .kind = VALUE_END);
}

/* ---- atoms ----------------------------------------------------------- */

Value *value_boolean(bool truth) {
    return truth ? value_true : value_false;
}

static Value *integer_new(int64_t number) {
    return &tally_new(Integer, .value.kind = VALUE_INTEGER, .number = number)
                ->value;
}

Value *integer_create(int64_t number) {
    size_t index;

    if (number < SMALL_LEAST || number >= SMALL_LEAST + SMALL_COUNT)
        return integer_new(number);
    index = (size_t)(number - SMALL_LEAST);
    if (small[index] == NULL)
        small[index] = integer_new(number);
    return small[index];
}

Value *real_create(double number) {
    return &tally_new(Real, .value.kind = VALUE_REAL, .number = number)->value;
}

Value *character_create(uint32_t code) {
    return &tally_new(Character, .value.kind = VALUE_CHARACTER, .code = code)
                ->value;
}

/* ---- strings --------------------------------------------------------- */

String *string_create(size_t length) {
    return tally_new(String, .value.kind = VALUE_STRING,
                     .codes = tally_new_array(uint32_t, length));
}

String *string_of_text(const char *text, size_t length) {
    size_t count = 0, at;
    uint32_t code;
    String *string;

    for (at = 0; at < length; count++)
        at += utf8_decode(text + at, length - at, &code);
    string = string_create(count);
    for (at = count = 0; at < length; count++)
        at += utf8_decode(text + at, length - at, &string->codes[count]);
    return string;
}

String *string_part(String *string, size_t start, size_t end) {
    String *part = string_create(end - start);

    tally_copy(part->codes, string->codes + start, end - start);
    return part;
}

/* ---- compounds ------------------------------------------------------- */

Value *pair_create(Value *car, Value *cdr) {
    return &tally_new(Pair, .value.kind = VALUE_PAIR, .car = car, .cdr = cdr)
                ->value;
}

Value *vector_create(size_t length, Value *fill) {
    Vector *vector = tally_new(Vector, .value.kind = VALUE_VECTOR,
                               .items = tally_new_array(Value *, length));
    size_t i;

    for (i = 0; i < length; i++)
        vector->items[i] = fill;
    return &vector->value;
}

Value *condition_create(const char *message, Value *irritants) {
    String *text = string_of_text(message, strlen(message));
    Condition *condition =
        tally_new(Condition, .value.kind = VALUE_CONDITION,
                  .message = &text->value, .irritants = irritants);

    return &condition->value;
}

/* ---- kinds ----------------------------------------------------------- */

const char *kind_name(enum value_kind kind) {
    static const char *const names[] = {
        [VALUE_NIL] = "the empty list",
        [VALUE_TRUE] = "true",
        [VALUE_FALSE] = "false",
        [VALUE_UNSPECIFIED] = "unspecified",
        [VALUE_END] = "an end of file",
        [VALUE_INTEGER] = "an integer",
        [VALUE_REAL] = "a real",
        [VALUE_CHARACTER] = "a character",
        [VALUE_STRING] = "a string",
        [VALUE_SYMBOL] = "a symbol",
        [VALUE_PAIR] = "a pair",
        [VALUE_VECTOR] = "a vector",
        [VALUE_TABLE] = "a hash table",
        [VALUE_CLOSURE] = "a procedure",
        [VALUE_PRIMITIVE] = "a primitive",
        [VALUE_CONTINUATION] = "a continuation",
        [VALUE_VALUES] = "several values",
        [VALUE_CONDITION] = "a condition",
        [VALUE_PORT] = "a port",
        [VALUE_RECORD_TYPE] = "a record type",
        [VALUE_RECORD] = "a record",
        [VALUE_RECORD_PROCEDURE] = "a record procedure",
        [VALUE_SPECIAL] = "syntax",
        [VALUE_MACRO] = "a macro",
    };

    return names[kind];
}

bool is_procedure(Value *value) {
    switch (value->kind) {
    case VALUE_CLOSURE:
    case VALUE_PRIMITIVE:
    case VALUE_CONTINUATION:
    case VALUE_RECORD_PROCEDURE:
        return true;
    default:
        return false;
    }
}

/* ---- lists ----------------------------------------------------------- */

void list_add(struct list *list, Value *value) {
    Value *pair = pair_create(value, value_nil);

    if (list->first == NULL)
        list->first = pair;
    else
        list->last->cdr = pair;
    list->last = (Pair *)pair;
}

Value *list_end(struct list *list, Value *rest) {
    if (list->first == NULL)
        return rest;
    list->last->cdr = rest;
    return list->first;
}

/* `slow` goes half as fast; in a circle `list` meets it. */
long list_length(Value *list) {
    Value *slow = list;
    long length = 0;

    while (list->kind == VALUE_PAIR) {
        list = cdr(list);
        length++;
        if (length % 2 == 0)
            slow = cdr(slow);
        if (list == slow && list->kind == VALUE_PAIR)
            return -1;
    }
    return list->kind == VALUE_NIL ? length : -1;
}

Value *list_reverse(Value *list) {
    Value *reversed = value_nil;

    for (; list->kind == VALUE_PAIR; list = cdr(list))
        reversed = pair_create(car(list), reversed);
    return reversed;
}

Value *list_tail(Value *list, size_t count) {
    while (count-- > 0)
        list = cdr(list);
    return list;
}

Value *list_at(Value *list, size_t index) {
    return car(list_tail(list, index));
}

Value *vector_of_list(Value *list) {
    Value *vector = vector_create((size_t)list_length(list), value_nil);
    size_t i;

    for (i = 0; list->kind == VALUE_PAIR; list = cdr(list))
        ((Vector *)vector)->items[i++] = car(list);
    return vector;
}

Value *list_of_vector(Value *vector) {
    Value **tally_array items = ((Vector *)vector)->items;
    Value *list = value_nil;
    size_t i;

    for (i = tally_length(items); i > 0; i--)
        list = pair_create(items[i - 1], list);
    return list;
}
