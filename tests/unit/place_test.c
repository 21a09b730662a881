/* Placement on graphs written as text: no front end is involved. */
#include "ir/ir.h"
#include "rewrite/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Places a lowered function, proves the result, and compares it with what is
 * expected, both printed in the same way. */
static void assert_placed(const char *lowered, const char *expected) {
    struct arena *arena = arena_new();
    const char *error = NULL;
    struct check_error wrong = {0};
    struct func *func = ir_read(&lowered, arena, &error);
    if (!func)
        fail_msg("%s", error);
    cfg_link(func);
    if (!ir_check(func, arena, &wrong))
        fail_msg("lowered: %s", wrong.what);
    place(func);
    if (!ir_check(func, arena, &wrong))
        fail_msg("placed: %s", wrong.what);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ir_print(func, out);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
    arena_free(arena);
}

static void owned_result_moves(void **state) {
    (void)state;
    assert_placed("func f\n"
                  "  var 0 n local strong owned stable\n"
                  "  full 0 init last\n"
                  "  block 0\n"
                  "    declare n\n"
                  "    begin 0\n"
                  "    %1 = call make()\n"
                  "    init n, %1\n"
                  "    end 0\n"
                  "    leave n\n"
                  "    return\n",
                  "func f placed\n"
                  "  var 0 n local strong owned stable\n"
                  "  full 0 init last\n"
                  "  block 0\n"
                  "    declare n\n"
                  "    begin 0\n"
                  "    %1 = call make()\n"
                  "    init n, %1\n"
                  "    end 0\n"
                  "    drop n\n"
                  "    leave n\n"
                  "    return\n");
}

static void owned_result_is_released(void **state) {
    (void)state;
    assert_placed("func f\n"
                  "  full 0 statement\n"
                  "  block 0\n"
                  "    begin 0\n"
                  "    %1 = call make()\n"
                  "    end 0\n"
                  "    return\n",
                  "func f placed\n"
                  "  full 0 statement\n"
                  "  block 0\n"
                  "    begin 0\n"
                  "    %1 = call make()\n"
                  "    release %1\n"
                  "    end 0\n"
                  "    return\n");
}

static void field_is_held_for_a_call(void **state) {
    (void)state;
    assert_placed("func f\n"
                  "  var 0 p param strong stable\n"
                  "  full 0 statement\n"
                  "  block 0\n"
                  "    begin 0\n"
                  "    %1 = load p\n"
                  "    %2 = load %1->next\n"
                  "    call use(%2)\n"
                  "    end 0\n"
                  "    return\n",
                  "func f placed\n"
                  "  var 0 p param strong stable\n"
                  "  var 1 tally_t1 temp strong owned stable conditional\n"
                  "  full 0 statement\n"
                  "  block 0\n"
                  "    begin 0\n"
                  "    %1 = load p\n"
                  "    %2 = load %1->next\n"
                  "    %3 = retain %2\n"
                  "    %4 = hold tally_t1, %3\n"
                  "    call use(%4)\n"
                  "    drop tally_t1\n"
                  "    end 0\n"
                  "    return\n");
}

static void field_is_not_held_for_a_quiet_call(void **state) {
    (void)state;
    const char *text = "  var 0 p param strong stable\n"
                       "  full 0 statement\n"
                       "  block 0\n"
                       "    begin 0\n"
                       "    %1 = load p\n"
                       "    %2 = load %1->next\n"
                       "    call look(%2) quiet\n"
                       "    end 0\n"
                       "    return\n";
    char lowered[400], placed[400];
    snprintf(lowered, sizeof lowered, "func f\n%s", text);
    snprintf(placed, sizeof placed, "func f placed\n%s", text);
    assert_placed(lowered, placed);
}

static void assigned_parameter_is_copied(void **state) {
    (void)state;
    assert_placed("func f\n"
                  "  var 0 p param strong owned stable\n"
                  "  full 0 statement\n"
                  "  block 0\n"
                  "    begin 0\n"
                  "    %1 = call make()\n"
                  "    store p, %1\n"
                  "    end 0\n"
                  "    leave p\n"
                  "    return\n",
                  "func f placed\n"
                  "  var 0 p param strong owned stable\n"
                  "  full 0 statement\n"
                  "  block 0\n"
                  "    copy_param p\n"
                  "    begin 0\n"
                  "    %1 = call make()\n"
                  "    store p, %1\n"
                  "    end 0\n"
                  "    drop p\n"
                  "    leave p\n"
                  "    return\n");
}

static void two_takers_share_a_held_result(void **state) {
    (void)state;
    assert_placed("func f\n"
                  "  var 0 a local strong owned stable\n"
                  "  var 1 b local strong owned stable\n"
                  "  full 0 statement\n"
                  "  block 0\n"
                  "    declare a\n"
                  "    declare b\n"
                  "    begin 0\n"
                  "    %1 = call make()\n"
                  "    store b, %1\n"
                  "    store a, %1\n"
                  "    end 0\n"
                  "    leave b\n"
                  "    leave a\n"
                  "    return\n",
                  "func f placed\n"
                  "  var 0 a local strong owned stable\n"
                  "  var 1 b local strong owned stable\n"
                  "  var 2 tally_t1 temp strong owned stable conditional\n"
                  "  full 0 statement\n"
                  "  block 0\n"
                  "    declare a\n"
                  "    declare b\n"
                  "    begin 0\n"
                  "    %1 = call make()\n"
                  "    %2 = hold tally_t1, %1\n"
                  "    %3 = retain %2\n"
                  "    %4 = retain %2\n"
                  "    store b, %3\n"
                  "    store a, %4\n"
                  "    drop tally_t1\n"
                  "    end 0\n"
                  "    drop b\n"
                  "    leave b\n"
                  "    drop a\n"
                  "    leave a\n"
                  "    return\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(owned_result_moves),
        cmocka_unit_test(owned_result_is_released),
        cmocka_unit_test(field_is_held_for_a_call),
        cmocka_unit_test(field_is_not_held_for_a_quiet_call),
        cmocka_unit_test(assigned_parameter_is_copied),
        cmocka_unit_test(two_takers_share_a_held_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
