/* Counts: the encodings, their borders, and what moves an object from one to
 * another. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static void test_acyclic_count_is_quiet(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    (void)state;
    assert_int_equal(header_of(a)->count, 0);
    assert_true(tally_is_unique(a));
    keep(a);
    assert_int_equal(header_of(a)->count, 1);
    assert_int_equal(tally_refcount(a), 2);
    assert_false(tally_is_unique(a));
    tally_decref(a);
    tally_decref(a);
    assert_int_equal(live(), 0);
}

static void test_new_cyclic_object_is_latent(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    assert_true(header_of(a)->count == COUNT_LATENT);
    assert_int_equal(tally_refcount(a), 1);
    tally_decref(a);
    assert_int_equal(live(), 0);
    assert_int_equal(tally__state.young.count, 0);
}

static void test_second_reference_makes_a_candidate(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    keep(a);
    assert_int_equal(header_of(a)->count, 1);
    assert_int_equal(tally__state.young.count, 1);
    tally_decref(a);
    assert_int_equal(tally_refcount(a), 1);
    tally_decref(a);
    assert_int_equal(tally__state.young.count, 0);
}

static void test_acyclic_objects_are_never_candidates(void **state) { /* [X6] */
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    (void)state;
    for (int i = 0; i < 10; i++)
        tally_decref(keep(a));
    assert_int_equal(tally__state.young.count, 0);
    tally_decref(a);
}

static void test_null_is_ignored(void **state) {
    (void)state;
    assert_null(tally_incref(NULL));
    tally_decref(NULL);
    assert_int_equal(tally_refcount(NULL), 0);
    assert_false(tally_is_unique(NULL));
}

static void unpin(struct thing *thing) {
    header_of(thing)->count = object_has(thing, FLAG_CYCLIC) ? COUNT_LATENT : 0;
    tally_decref(thing);
}

static void test_overflow_pins(void **state) { /* [X10] */
    struct tally_type *types[] = {&tree_type, &ring_type};
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct thing *a = make(types[i], 1, NULL, NULL);
        keep(a);
        header_of(a)->count = INT32_MAX;
        keep(a);
        assert_true(tally_refcount(a) == TALLY_PINNED);
        assert_int_equal(tally__state.young.count, 0);
        for (int k = 0; k < 100; k++)
            tally_decref(a);
        for (int k = 0; k < 50; k++)
            keep(a);
        assert_true(header_of(a)->count == COUNT_PINNED);
        tally_collect();
        assert_true(tally_refcount(a) == TALLY_PINNED);
        unpin(a);
    }
}

static void test_each_count_has_one_state(void **state) {
    (void)state;
    assert_int_equal(tally__count_state(0), STATE_QUIET);
    assert_int_equal(tally__count_state(INT32_MAX), STATE_QUIET);
    assert_int_equal(tally__count_state(COUNT_OVERFLOW), STATE_OVERFLOW);
    assert_int_equal(tally__count_state(COUNT_DEAD), STATE_DEAD);
    for (int off = -1; off <= 1; off++) {
        uint32_t one = (uint32_t)off;
        assert_int_equal(tally__count_state(COUNT_LATENT + one), STATE_LATENT);
        assert_int_equal(tally__count_state(COUNT_PINNED + one), STATE_PINNED);
        assert_int_equal(tally__count_state(COUNT_DYING + one), STATE_DYING);
        assert_int_equal(tally__count_state(COUNT_DYING + SLOTS_MAX + one),
                         STATE_DYING);
        assert_int_equal(tally__count_state(COUNT_WAITING + one),
                         STATE_WAITING);
        assert_int_equal(tally__count_state(COUNT_OPENED + one), STATE_OPENED);
        assert_int_equal(tally__count_state(COUNT_FREED + one), STATE_FREED);
    }
    assert_int_equal(tally__count_state(COUNT_LATENT + LATENT_MAX),
                     STATE_LATENT);
    assert_int_equal(tally__count_state(COUNT_PUBLISHED), STATE_PUBLISHED);
}

static void test_many_references_survive_a_collection(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    keep(a);
    header_of(a)->count = LATENT_MAX + 5;
    tally_collect();
    assert_int_equal(tally_refcount(a), LATENT_MAX + 6);
    assert_true(tally__candidate_is_listed(a));
    header_of(a)->count = 0;
    tally_decref(a);
}

static void test_leak_and_adopt(void **state) {
    struct thing *a = make(&tree_type, 7, NULL, NULL);
    void *raw = tally_leak(a);
    (void)state;
    tally_decref(a);
    assert_int_equal(tally_borrow(struct thing, raw)->id, 7);
    tally_decref(tally_adopt(struct thing, raw));
    assert_int_equal(live(), 0);
}

static void corrupt(void) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    header_of(a)->count = UINT32_C(0x85000000);
    tally_decref(a);
}

static void test_nonsense_count_aborts(void **state) {
    (void)state;
    assert_aborts(corrupt, "which is no live object");
}

static void test_header_layout(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    struct thing *b = make(&tree_type, 1, NULL, NULL);
    (void)state;
    assert_int_equal(sizeof(struct tally_header), 8);
    assert_ptr_equal(header_of(a), (char *)a - 8);
    assert_ptr_equal(tally__word(a), (char *)a - 16);
    assert_true(object_has(a, FLAG_WORD));
    assert_false(object_has(b, FLAG_WORD));
    assert_int_equal(header_of(a)->meta >> 8, mortal_tree_type.number);
    tally_decref(a);
    tally_decref(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_acyclic_count_is_quiet),
        HEAP_TEST(test_new_cyclic_object_is_latent),
        HEAP_TEST(test_second_reference_makes_a_candidate),
        HEAP_TEST(test_acyclic_objects_are_never_candidates),
        HEAP_TEST(test_null_is_ignored),
        HEAP_TEST(test_overflow_pins),
        HEAP_TEST(test_each_count_has_one_state),
        HEAP_TEST(test_many_references_survive_a_collection),
        HEAP_TEST(test_leak_and_adopt),
        HEAP_TEST(test_nonsense_count_aborts),
        HEAP_TEST(test_header_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
