/* Vectors. */
#include "builtin.h"

static Vector *argument_vector(Frame *arguments, size_t index) {
    return (Vector *)argument_kind(arguments, index, VALUE_VECTOR);
}

static Value *vector_is_vector(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_VECTOR));
}

static Value *vector_make(Frame *arguments) {
    Value *fill = value_unspecified;

    if (has_argument(arguments, 1))
        fill = arguments->slots[1];
    return vector_create(argument_index(arguments, 0, 0, SIZE_MAX / 64), fill);
}

static Value *vector_of_arguments(Frame *arguments) {
    Value *vector = vector_create(arguments->count, value_nil);

    tally_copy(((Vector *)vector)->items, arguments->slots, arguments->count);
    return vector;
}

static Value *vector_length(Frame *arguments) {
    return integer_create(
        (int64_t)tally_length(argument_vector(arguments, 0)->items));
}

/* The place that the second argument names. */
static size_t vector_index(Frame *arguments, Vector *vector) {
    size_t length = tally_length(vector->items);

    if (length == 0)
        fail("the vector is empty", NULL);
    return argument_index(arguments, 1, 0, length - 1);
}

static Value *vector_ref(Frame *arguments) {
    Vector *vector = argument_vector(arguments, 0);

    return vector->items[vector_index(arguments, vector)];
}

static Value *vector_set(Frame *arguments) {
    Vector *vector = argument_vector(arguments, 0);
    size_t index = vector_index(arguments, vector);

    vector->items[index] = arguments->slots[2];
    return value_unspecified;
}

static Value *vector_fill(Frame *arguments) {
    Vector *vector = argument_vector(arguments, 0);
    size_t i;

    for (i = 0; i < tally_length(vector->items); i++)
        vector->items[i] = arguments->slots[1];
    return value_unspecified;
}

static Value *vector_to_list(Frame *arguments) {
    Vector *vector = argument_vector(arguments, 0);
    struct range range =
        argument_range(arguments, 1, tally_length(vector->items));
    Value *list = value_nil;

    for (; range.end > range.start; range.end--)
        list = pair_create(vector->items[range.end - 1], list);
    return list;
}

static Value *vector_from_list(Frame *arguments) {
    return vector_of_list(argument_list(arguments, 0));
}

/* A part of it, or all. */
static Value *vector_copy(Frame *arguments) {
    Vector *vector = argument_vector(arguments, 0);
    struct range range =
        argument_range(arguments, 1, tally_length(vector->items));
    Value *copy = vector_create(range.end - range.start, value_nil);

    tally_copy(((Vector *)copy)->items, vector->items + range.start,
               range.end - range.start);
    return copy;
}

/* (vector-grow vector length): a longer copy. */
static Value *vector_grow(Frame *arguments) {
    Vector *vector = argument_vector(arguments, 0);
    size_t length = tally_length(vector->items);
    Value *copy = vector_create(
        argument_index(arguments, 1, length, SIZE_MAX / 64), value_unspecified);

    tally_copy(((Vector *)copy)->items, vector->items, length);
    return copy;
}

const struct primitive vector_primitives[] = {
    {"vector?", 1, 1, vector_is_vector, NULL},
    {"make-vector", 1, 2, vector_make, NULL},
    {"vector", 0, -1, vector_of_arguments, NULL},
    {"vector-length", 1, 1, vector_length, NULL},
    {"vector-ref", 2, 2, vector_ref, NULL},
    {"vector-set!", 3, 3, vector_set, NULL},
    {"vector-fill!", 2, 2, vector_fill, NULL},
    {"vector->list", 1, 3, vector_to_list, NULL},
    {"list->vector", 1, 1, vector_from_list, NULL},
    {"vector-copy", 1, 3, vector_copy, NULL},
    {"subvector", 3, 3, vector_copy, NULL},
    {"vector-grow", 2, 2, vector_grow, NULL},
    {NULL, 0, 0, NULL, NULL},
};
