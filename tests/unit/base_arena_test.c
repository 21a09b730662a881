/* Arenas: alignment, zeroes, requests of every size, text. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state) {
    *state = arena_new();
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static void is_aligned_and_zeroed(void **state) {
    for (size_t size = 0; size < 200; size++) {
        unsigned char *bytes = arena_alloc(*state, size);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xAA, size);
    }
}

static void allocations_do_not_overlap(void **state) {
    enum { COUNT = 2000 };
    uint32_t *numbers[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        numbers[i] = ARENA_ARRAY(*state, uint32_t, 1 + i % 97);
        for (uint32_t j = 0; j < 1 + i % 97; j++)
            numbers[i][j] = i;
    }
    for (uint32_t i = 0; i < COUNT; i++)
        for (uint32_t j = 0; j < 1 + i % 97; j++)
            assert_int_equal(numbers[i][j], i);
}

static void large_request_keeps_the_open_chunk(void **state) {
    char *before = arena_alloc(*state, 16);
    char *large = arena_alloc(*state, 10 * 1024 * 1024);
    char *behind = arena_alloc(*state, 16);
    memset(large, 1, 10 * 1024 * 1024);
    assert_ptr_equal(behind, before + 16);
    assert_int_equal(*behind, 0);
}

static void large_request_comes_first(void **state) {
    char *large = arena_alloc(*state, 5 * 1024 * 1024);
    large[5 * 1024 * 1024 - 1] = 'x';
    assert_int_equal(*(char *)arena_alloc(*state, 1), 0);
    assert_int_equal(large[5 * 1024 * 1024 - 1], 'x');
}

static void copies_text(void **state) {
    const char original[] = "text";
    char *copy = arena_strdup(*state, original);
    assert_string_equal(copy, "text");
    assert_ptr_not_equal(copy, original);
    assert_string_equal(arena_strndup(*state, "abcdef", 3), "abc");
    assert_string_equal(arena_strndup(*state, "ab", 10), "ab");
    assert_string_equal(arena_strndup(*state, "", 0), "");
}

static void prints_any_length(void **state) {
    assert_string_equal(arena_printf(*state, "%s-%d", "a", 7), "a-7");
    assert_string_equal(arena_printf(*state, "%s", ""), "");
    char *wide = arena_printf(*state, "%100000d", 1);
    assert_int_equal(strlen(wide), 100000);
}

static void frees_nothing(void **state) {
    (void)state;
    arena_free(NULL);
    arena_free(arena_new());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(is_aligned_and_zeroed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(allocations_do_not_overlap, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(large_request_keeps_the_open_chunk,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_request_comes_first, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(copies_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(prints_any_length, set_up, tear_down),
        cmocka_unit_test(frees_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
