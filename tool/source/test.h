/* Tests of a whole number or pointer against a constant: `result == 0`. */
#ifndef TALLY_SOURCE_TEST_H
#define TALLY_SOURCE_TEST_H

#include "base/arena.h"

#include <stdbool.h>

enum relation {
    RELATION_EQUAL,
    RELATION_UNEQUAL,
    RELATION_LESS,
    RELATION_GREATER,
    RELATION_AT_MOST,
    RELATION_AT_LEAST
};

/* "== 0", with what is tested left out. NULL is 0. */
struct test {
    enum relation relation;
    long long constant;
};

/* Reads `name == 0` and its like, `name` and `!name`, with blanks and
 * parentheses around all of it. False if it is something else. */
bool test_read(const char *text, const char *name, struct test *test);

/* Reads what test_print wrote. */
struct test test_parse(const char *text);

/* "== 0" */
const char *test_print(struct arena *arena, const struct test *test);

/* The test that holds where this one does not. */
struct test test_not(struct test test);

/* Can both hold for one number? */
bool test_compatible(struct test one, struct test other);

#endif
