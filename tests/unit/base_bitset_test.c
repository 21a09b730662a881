/* Bit sets, at sizes around the ends of words, against an array of bools. */
#include "base/bitset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const size_t sizes[] = {1, 2, 63, 64, 65, 127, 128, 129, 1000};
enum { SIZES = sizeof sizes / sizeof *sizes };

/* Every `step`-th member, from `first`. */
static struct bitset every(struct arena *arena, size_t bits, size_t first,
                           size_t step) {
    struct bitset set = bitset_new(arena, bits);
    for (size_t member = first; member < bits; member += step)
        bitset_add(&set, member);
    return set;
}

static void starts_empty(void **state) {
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < SIZES; i++) {
        struct bitset set = bitset_new(arena, sizes[i]);
        for (size_t member = 0; member < sizes[i]; member++)
            assert_false(bitset_has(&set, member));
    }
    arena_free(arena);
}

static void adds_and_removes_one(void **state) {
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < SIZES; i++) {
        struct bitset set = bitset_new(arena, sizes[i]);
        struct bitset empty = bitset_new(arena, sizes[i]);
        for (size_t member = 0; member < sizes[i]; member++) {
            bitset_add(&set, member);
            bitset_add(&set, member);
            for (size_t other = 0; other < sizes[i]; other++)
                assert_int_equal(bitset_has(&set, other), other == member);
            bitset_remove(&set, member);
            bitset_remove(&set, member);
            assert_true(bitset_equal(&set, &empty));
        }
    }
    arena_free(arena);
}

static void unions_and_tells_changes(void **state) {
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < SIZES; i++) {
        struct bitset twos = every(arena, sizes[i], 0, 2);
        struct bitset threes = every(arena, sizes[i], 0, 3);
        bool adds = sizes[i] > 3;
        assert_int_equal(bitset_union(&twos, &threes), adds);
        assert_false(bitset_union(&twos, &threes));
        for (size_t member = 0; member < sizes[i]; member++)
            assert_int_equal(bitset_has(&twos, member),
                             member % 2 == 0 || member % 3 == 0);
    }
    arena_free(arena);
}

static void intersects_and_tells_changes(void **state) {
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < SIZES; i++) {
        struct bitset twos = every(arena, sizes[i], 0, 2);
        struct bitset threes = every(arena, sizes[i], 0, 3);
        bool loses = sizes[i] > 2;
        assert_int_equal(bitset_intersect(&twos, &threes), loses);
        assert_false(bitset_intersect(&twos, &threes));
        for (size_t member = 0; member < sizes[i]; member++)
            assert_int_equal(bitset_has(&twos, member), member % 6 == 0);
    }
    arena_free(arena);
}

static void copies_are_equal_and_apart(void **state) {
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < SIZES; i++) {
        struct bitset from = every(arena, sizes[i], 0, 5);
        struct bitset to = every(arena, sizes[i], 0, 1);
        bitset_copy(&to, &from);
        assert_true(bitset_equal(&to, &from));
        bitset_remove(&from, 0);
        assert_true(bitset_has(&to, 0));
        assert_false(bitset_equal(&to, &from));
    }
    arena_free(arena);
}

static void may_have_no_members(void **state) {
    struct arena *arena = arena_new();
    (void)state;
    struct bitset a = bitset_new(arena, 0), b = bitset_new(arena, 0);
    assert_true(bitset_equal(&a, &b));
    assert_false(bitset_union(&a, &b));
    assert_false(bitset_intersect(&a, &b));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_empty),
        cmocka_unit_test(adds_and_removes_one),
        cmocka_unit_test(unions_and_tells_changes),
        cmocka_unit_test(intersects_and_tells_changes),
        cmocka_unit_test(copies_are_equal_and_apart),
        cmocka_unit_test(may_have_no_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
