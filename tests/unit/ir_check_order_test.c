/* When things are released: everything comes out even here, but in an order
 * that a finalizer would show. */
#include "ir_case.h"

#define HEAD                                    \
    "func f placed\n"                           \
    " var 0 q param strong owned\n"             \
    " var 1 n local strong owned\n"             \
    " var 2 m local strong owned\n"             \
    " var 3 t1 temp strong owned conditional\n" \
    " var 4 t2 temp strong owned conditional\n" \
    " full 0 statement\n"                       \
    " full 1 statement\n"
#define BODY(text) HEAD " block 0\n" text "return\n"
#define TWO_HELD                                 \
    "begin 0\n%1 = call g()\n%2 = hold t1, %1\n" \
    "%3 = call g()\n%4 = hold t2, %3\n"

static void variables_are_dropped_where_they_are_left(void **state) {
    accepts(state, BODY("declare n\ndeclare m\ndrop m\nleave m\ndrop n\n"
                        "leave n\n"));
    refuses(state, "'n' is dropped before the end of its scope",
            BODY("declare n\ndrop n\nbegin 0\ncall g()\nend 0\nleave n\n"));
    refuses(state, "'m' is dropped before the end of its scope",
            BODY("declare n\ndeclare m\ndrop m\ndrop n\nleave m\nleave n\n"));
    refuses(state, "'n' is dropped before the end of its scope",
            BODY("declare n\nbegin 0\ndrop n\nend 0\nleave n\n"));
    refuses(state, "'n' is dropped before the end of its scope",
            HEAD " block 0 -> 1\ndeclare n\ndrop n\njump\n"
                 " block 1\nleave n\nreturn\n");
}

static void parameters_too(void **state) {
    accepts(state, BODY("copy_param q\ndrop q\nleave q\n"));
    refuses(state, "'q' is dropped before the end of its scope",
            BODY("copy_param q\ndrop q\nbegin 0\nend 0\nleave q\n"));
}

static void newest_temporary_first(void **state) {
    accepts(state, BODY(TWO_HELD "drop t2\ndrop t1\nend 0\n"));
    refuses(state, "'t1' is dropped before the newer 't2'",
            BODY(TWO_HELD "drop t1\ndrop t2\nend 0\n"));
}

static void temporaries_last_to_the_end(void **state) {
    refuses(state, "'t2' is dropped before the end of its full expression",
            BODY(TWO_HELD "drop t2\ncall g() quiet\ndrop t1\nend 0\n"));
    refuses(state, "'t1' is dropped before the end of its full expression",
            HEAD " block 0 -> 1\nbegin 0\n%1 = call g()\n%2 = hold t1, %1\n"
                 "drop t1\njump\n block 1\nend 0\nreturn\n");
    refuses(state, "'t1' is not held in the full expression that ends",
            BODY("begin 0\nend 0\nbegin 1\ndrop t1\nend 1\n"));
}

static void a_temporary_serves_again(void **state) {
    accepts(state, BODY(TWO_HELD "drop t2\ndrop t1\nend 0\n"
                                 "begin 1\n%5 = call g()\n%6 = hold t2, %5\n"
                                 "%7 = call g()\n%8 = hold t1, %7\n"
                                 "drop t1\ndrop t2\nend 1\n"));
}

static void arms_in_the_order_of_the_text(void **state) {
    accepts(state, HEAD " block 0 -> 1, 2\nbegin 0\nbranch\n"
                        " block 1 -> 3\n%1 = call g()\n%2 = hold t1, %1\n"
                        "jump\n"
                        " block 2 -> 3\n%3 = call g()\n%4 = hold t2, %3\n"
                        "jump\n"
                        " block 3\ndrop t2\ndrop t1\nend 0\nreturn\n");
}

static void unwanted_values_go_at_once(void **state) {
    accepts(state, BODY("begin 0\n%1 = call g()\nrelease %1\nend 0\n"));
    refuses(state, "%1 is not released where it is made",
            BODY("begin 0\n%1 = call g()\ncall h()\nrelease %1\nend 0\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(variables_are_dropped_where_they_are_left),
        TEST_IN_ARENA(parameters_too),
        TEST_IN_ARENA(newest_temporary_first),
        TEST_IN_ARENA(temporaries_last_to_the_end),
        TEST_IN_ARENA(a_temporary_serves_again),
        TEST_IN_ARENA(arms_in_the_order_of_the_text),
        TEST_IN_ARENA(unwanted_values_go_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
