/* What the tests of the graph share: a graph written as text, and what the
 * printer and the checker make of it. */
#ifndef TALLY_TESTS_IR_CASE_H
#define TALLY_TESTS_IR_CASE_H

#include "ir/ir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline int set_up(void **state) {
    *state = arena_new();
    return 0;
}

static inline int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

#define TEST_IN_ARENA(test) \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

/* The one function that `text` holds. */
static inline struct func *read_func(struct arena *arena, const char *text) {
    const char *error = NULL;
    struct func *func = ir_read(&text, arena, &error);
    if (!func)
        fail_msg("unreadable: %s", error);
    assert_string_equal(text, "");
    return func;
}

static inline const char *
print_func(struct arena *arena, const struct func *func,
           void (*print)(const struct func *, FILE *)) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    print(func, out);
    fclose(out);
    const char *copy = arena_strdup(arena, text);
    free(text);
    return copy;
}

/* What the checker says of `text`: "" if it finds it right. */
static inline const char *verdict(struct arena *arena, const char *text) {
    struct check_error error = {0};
    if (ir_check(read_func(arena, text), arena, &error))
        return "";
    return error.what;
}

static inline void accepts(void **state, const char *text) {
    const char *what = verdict(*state, text);
    if (*what)
        fail_msg("refused: %s\n%s", what, text);
}

/* Refused for that reason: `why` is a part of what the checker says. */
static inline void refuses(void **state, const char *why, const char *text) {
    const char *what = verdict(*state, text);
    if (!*what)
        fail_msg("accepted, but '%s':\n%s", why, text);
    if (!strstr(what, why))
        fail_msg("refused for '%s', not for '%s':\n%s", what, why, text);
}

#endif
