/* Which values are the same, and numbers to find them again by. */
#include "fail.h"

#include <string.h>

/* Lists may be long; only what is nested in first elements counts here. */
enum { NESTED_MAX = 2000 };

bool values_eqv(Value *left, Value *right) {
    if (left == right)
        return true;
    if (left->kind != right->kind)
        return false;
    switch (left->kind) {
    case VALUE_INTEGER:
        return ((Integer *)left)->number == ((Integer *)right)->number;
    case VALUE_REAL:
        return ((Real *)left)->number == ((Real *)right)->number;
    case VALUE_CHARACTER:
        return ((Character *)left)->code == ((Character *)right)->code;
    case VALUE_STRING:
        return tally_length(((String *)left)->codes) == 0 &&
               tally_length(((String *)right)->codes) == 0;
    default:
        return false;
    }
}

static bool strings_equal(String *left, String *right) {
    size_t length = tally_length(left->codes);

    return length == tally_length(right->codes) &&
           memcmp(left->codes, right->codes, length * sizeof(uint32_t)) == 0;
}

static bool equal_at(Value *left, Value *right, unsigned depth);

static bool vectors_equal(Vector *left, Vector *right, unsigned depth) {
    size_t length = tally_length(left->items), i;

    if (length != tally_length(right->items))
        return false;
    for (i = 0; i < length; i++)
        if (!equal_at(left->items[i], right->items[i], depth))
            return false;
    return true;
}

static bool equal_at(Value *left, Value *right, unsigned depth) {
    if (depth == NESTED_MAX)
        fail("nested too deeply", NULL);
    while (left->kind == VALUE_PAIR && right->kind == VALUE_PAIR) {
        if (!equal_at(car(left), car(right), depth + 1))
            return false;
        left = cdr(left);
        right = cdr(right);
    }
    if (left->kind == VALUE_STRING && right->kind == VALUE_STRING)
        return strings_equal((String *)left, (String *)right);
    if (left->kind == VALUE_VECTOR && right->kind == VALUE_VECTOR)
        return vectors_equal((Vector *)left, (Vector *)right, depth + 1);
    return values_eqv(left, right);
}

bool values_equal(Value *left, Value *right) {
    return equal_at(left, right, 0);
}

/* ---- hashes ---------------------------------------------------------- */

enum { HASH_START = 5381, HASH_DEPTH = 4, HASH_LENGTH = 16 };

static uint32_t hash_mix(uint32_t hash, uint32_t more) {
    hash = (hash ^ more) * 16777619u;
    return hash ^ hash >> 15;
}

uint32_t text_hash(const char *text) {
    uint32_t hash = HASH_START;

    for (; *text != '\0'; text++)
        hash = hash_mix(hash, (unsigned char)*text);
    return hash;
}

static uint32_t hash_number(double number) {
    uint64_t bits;

    memcpy(&bits, &number, sizeof bits);
    return hash_mix(hash_mix(HASH_START, (uint32_t)bits),
                    (uint32_t)(bits >> 32));
}

static uint32_t hash_string(String *string) {
    uint32_t hash = HASH_START;
    size_t length = tally_length(string->codes), i;

    for (i = 0; i < length; i++)
        hash = hash_mix(hash, string->codes[i]);
    return hash;
}

/* Looks only so deep and so far: it must not take long, and what it leaves
 * out makes equal hashes, which is right if slow. */
static uint32_t hash_at(Value *value, unsigned depth) {
    uint32_t hash = hash_mix(HASH_START, (uint32_t)value->kind);
    unsigned i;

    switch (value->kind) {
    case VALUE_INTEGER:
        return hash_number((double)((Integer *)value)->number);
    case VALUE_REAL:
        return hash_number(((Real *)value)->number + 0.0);
    case VALUE_CHARACTER:
        return hash_mix(hash, ((Character *)value)->code);
    case VALUE_STRING:
        return hash_string((String *)value);
    case VALUE_SYMBOL:
        return ((Symbol *)value)->hash;
    case VALUE_PAIR:
        for (i = 0; i < HASH_LENGTH && value->kind == VALUE_PAIR; i++) {
            if (depth < HASH_DEPTH)
                hash = hash_mix(hash, hash_at(car(value), depth + 1));
            value = cdr(value);
        }
        return hash;
    case VALUE_VECTOR:
        return hash_mix(hash, (uint32_t)tally_length(((Vector *)value)->items));
    default:
        return hash;
    }
}

uint32_t value_hash(Value *value) {
    return hash_at(value, 0);
}
