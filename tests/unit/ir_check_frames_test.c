/* The shadow stack: what a longjmp that skips the function would leave. */
#include "ir_case.h"

#define HEAD                                    \
    "func f placed unwinds\n"                   \
    " var 0 n local strong owned\n"             \
    " var 1 m local strong owned\n"             \
    " var 2 e local strong owned escapes\n"     \
    " var 3 t1 temp strong owned conditional\n" \
    " var 4 w local weak owned escapes\n"      \
    " full 0 init\n"                            \
    " full 1 statement\n"
#define BODY(text) HEAD " block 0\n" text "return\n"
#define MADE "declare n\nbegin 0\n%1 = call g()\ninit n, %1\nend 0\n"
#define GONE "exit\ndrop n\nleave n\n"

static void what_is_held_is_on_the_stack(void **state) {
    accepts(state, BODY(MADE "own n\nbegin 1\ncall g()\nend 1\n" GONE));
    accepts(state, BODY(MADE "begin 1\ncall g() quiet\nend 1\nown n\n" GONE));
    refuses(state, "'n' is not on the shadow stack when 'g' is called",
            BODY(MADE "begin 1\ncall g()\nend 1\nown n\n" GONE));
    refuses(state, "'n' is not on the shadow stack when 'g' is called",
            BODY(MADE "own n\ndisown n\nbegin 1\ncall g()\nend 1\n" GONE));
}

static void nothing_is_there_twice_or_left_behind(void **state) {
    refuses(state, "'n' is put on the shadow stack twice",
            BODY(MADE "own n\nown n\n" GONE));
    refuses(state, "'n' is not on the shadow stack",
            BODY(MADE "disown n\n" GONE));
    refuses(state, "'n' is dropped on the shadow stack",
            BODY(MADE "own n\ndrop n\nleave n\nexit\n"));
    refuses(state, "the frame is taken off the shadow stack 0 times",
            BODY(MADE "own n\ndisown n\ndrop n\nleave n\n"));
    refuses(state, "the frame is taken off the shadow stack 2 times",
            BODY(MADE "own n\nexit\n" GONE));
}

static void variables_go_there_in_order(void **state) {
    accepts(state, BODY("declare n\ndeclare m\nown n\nown m\nexit\n"
                        "drop m\nleave m\ndrop n\nleave n\n"));
    refuses(state, "'n' is put on the shadow stack behind the newer 'm'",
            BODY("declare n\ndeclare m\nown m\nown n\nexit\n"
                 "drop m\nleave m\ndrop n\nleave n\n"));
}

static void who_has_the_address_may_fill_a_variable(void **state) {
    accepts(state, BODY("declare e\nown e\nbegin 1\ncall g()\nend 1\n"
                        "exit\ndrop e\nleave e\n"));
    accepts(state, BODY("declare n\nbegin 1\ncall g()\nend 1\nown n\n" GONE));
    refuses(state, "'e' is not on the shadow stack when 'g' is called",
            BODY("declare e\nbegin 1\ncall g()\nend 1\nown e\n"
                 "exit\ndrop e\nleave e\n"));
    accepts(state, BODY("declare e\nbegin 0\n%1 = call g()\ninit e, %1\nend 0\n"
                        "own e\nexit\ndrop e\nleave e\n"));
    accepts(state, BODY("own t1\ndeclare w\nbegin 0\n%1 = call g()\n"
                        "%2 = hold t1, %1\ninit_weak w, %2\ndrop t1\nend 0\n"
                        "own w\nexit\ndrop w\nleave w\n"));
}

static void a_call_finds_no_loose_value(void **state) {
    refuses(state, "%1 is in no variable when 'h' is called",
            BODY("declare n\nown n\nbegin 1\n%1 = call g()\ncall h()\n"
                 "store n, %1\nend 1\n" GONE));
    accepts(state, BODY("own t1\nbegin 1\n%1 = call g()\n%2 = hold t1, %1\n"
                        "call h(%2)\ndrop t1\nend 1\nexit\n"));
    refuses(state, "'t1' is not on the shadow stack when 'h' is called",
            BODY("begin 1\n%1 = call g()\n%2 = hold t1, %1\n"
                 "call h(%2)\ndrop t1\nend 1\nexit\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(what_is_held_is_on_the_stack),
        TEST_IN_ARENA(nothing_is_there_twice_or_left_behind),
        TEST_IN_ARENA(variables_go_there_in_order),
        TEST_IN_ARENA(who_has_the_address_may_fill_a_variable),
        TEST_IN_ARENA(a_call_finds_no_loose_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
