/* Growable arrays: elements survive growth, in order, whatever their size. */
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void starts_empty(void **state) {
    (void)state;
    VEC(int) numbers = {0};
    assert_null(numbers.at);
    assert_int_equal(numbers.count, 0);
}

static void keeps_order_while_it_grows(void **state) {
    struct arena *arena = arena_new();
    (void)state;
    VEC(size_t) numbers = {0};
    for (size_t i = 0; i < 10000; i++) {
        VEC_PUSH(arena, numbers, i * i);
        assert_true(numbers.count <= numbers.capacity);
    }
    assert_int_equal(numbers.count, 10000);
    for (size_t i = 0; i < numbers.count; i++)
        assert_int_equal(numbers.at[i], i * i);
    arena_free(arena);
}

static void holds_structs(void **state) {
    struct pair {
        char name;
        double value;
        void *place;
    };
    struct arena *arena = arena_new();
    (void)state;
    VEC(struct pair) pairs = {0};
    for (int i = 0; i < 26; i++)
        VEC_PUSH(arena, pairs, ((struct pair){(char)('a' + i), i, arena}));
    assert_int_equal(pairs.at[25].name, 'z');
    assert_true(pairs.at[9].value == 9.0);
    assert_ptr_equal(pairs.at[0].place, arena);
    arena_free(arena);
}

static void two_grow_side_by_side(void **state) {
    struct arena *arena = arena_new();
    (void)state;
    VEC(uint8_t) small = {0};
    VEC(uint64_t) wide = {0};
    for (unsigned i = 0; i < 300; i++) {
        VEC_PUSH(arena, small, (uint8_t)i);
        VEC_PUSH(arena, wide, UINT64_MAX - i);
    }
    for (unsigned i = 0; i < 300; i++) {
        assert_int_equal(small.at[i], (uint8_t)i);
        assert_true(wide.at[i] == UINT64_MAX - i);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_empty),
        cmocka_unit_test(keeps_order_while_it_grows),
        cmocka_unit_test(holds_structs),
        cmocka_unit_test(two_grow_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
