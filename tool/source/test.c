/* Tests against constants; see test.h. */
#include "source/test.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const relations[] = {"==", "!=", "<", ">", "<=", ">="};

static const char *past_blanks(const char *text) {
    return text + strspn(text, " \t\n");
}

/* The longest of the signs that begin there. */
static const char *read_relation(const char *text, enum relation *relation) {
    size_t longest = 0;
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        size_t length = strlen(relations[i]);
        if (length > longest && strncmp(text, relations[i], length) == 0) {
            longest = length;
            *relation = (enum relation)i;
        }
    }
    return longest ? past_blanks(text + longest) : NULL;
}

/* A number or NULL; NULL if neither. */
static const char *read_constant(const char *text, long long *constant) {
    char *end;
    if (strncmp(text, "NULL", 4) == 0) {
        *constant = 0;
        return past_blanks(text + 4);
    }
    errno = 0;
    *constant = strtoll(text, &end, 0);
    /* The neighbours are tried, too. */
    bool fits = errno == 0 && *constant > LLONG_MIN && *constant < LLONG_MAX;
    return end != text && fits ? past_blanks(end) : NULL;
}

/* What stands between the parentheses around all of a text. */
static const char *inner(struct arena *arena, const char *text) {
    size_t length = strlen(text);
    while (length && strchr(" \t\n", text[length - 1]))
        length--;
    if (length < 2 || *text != '(' || text[length - 1] != ')' ||
        strcspn(text + 1, "()") != length - 2)
        return NULL;
    return arena_strndup(arena, text + 1, length - 2);
}

static bool read_plain(const char *text, const char *name, struct test *test) {
    bool negated = *text == '!';
    text = past_blanks(text + negated);
    if (strncmp(text, name, strlen(name)) != 0)
        return false;
    text = past_blanks(text + strlen(name));
    *test = (struct test){negated ? RELATION_EQUAL : RELATION_UNEQUAL, 0};
    if (!*text)
        return true;
    text = read_relation(text, &test->relation);
    text = text && !negated ? read_constant(text, &test->constant) : NULL;
    return text && !*text;
}

bool test_read(const char *text, const char *name, struct test *test) {
    struct arena *arena = arena_new();
    const char *inside = past_blanks(text);
    for (const char *next; (next = inner(arena, inside));)
        inside = past_blanks(next);
    bool read = read_plain(inside, name, test);
    arena_free(arena);
    return read;
}

struct test test_parse(const char *text) {
    struct test test = {RELATION_EQUAL, 0};
    text = read_relation(text, &test.relation);
    if (text)
        read_constant(text, &test.constant);
    return test;
}

const char *test_print(struct arena *arena, const struct test *test) {
    return arena_printf(arena, "%s %lld", relations[test->relation],
                        test->constant);
}

struct test test_not(struct test test) {
    static const enum relation opposite[] = {
        RELATION_UNEQUAL, RELATION_EQUAL,   RELATION_AT_LEAST,
        RELATION_AT_MOST, RELATION_GREATER, RELATION_LESS};
    test.relation = opposite[test.relation];
    return test;
}

static bool holds(struct test test, long long number) {
    switch (test.relation) {
    case RELATION_EQUAL:
        return number == test.constant;
    case RELATION_UNEQUAL:
        return number != test.constant;
    case RELATION_LESS:
        return number < test.constant;
    case RELATION_GREATER:
        return number > test.constant;
    case RELATION_AT_MOST:
        return number <= test.constant;
    case RELATION_AT_LEAST:
        return number >= test.constant;
    }
    return true;
}

/* A test changes only at its constant: numbers that are equal to one of them,
 * or next to it, stand for all. */
bool test_compatible(struct test one, struct test other) {
    const long long around[] = {one.constant, other.constant};
    for (size_t i = 0; i < 2; i++)
        for (int step = -1; step <= 1; step++)
            if (holds(one, around[i] + step) && holds(other, around[i] + step))
                return true;
    return false;
}
