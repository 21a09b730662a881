/* TALLY_CHECK: wrong counts are found, right heaps pass. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static void lose_a_count(void) {
    struct thing *child = make(&tree_type, 2, NULL, NULL);
    make(&tree_type, 1, child, child); /* one +1 for two places */
    tally_collect();
}

static void lose_a_cyclic_count(void) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    a->left = a;
    a->right = a;
    tally_collect();
}

static void free_too_early(void) {
    struct thing *child = make(&tree_type, 2, NULL, NULL);
    make(&tree_type, 1, child, NULL);
    tally_decref(child);
    tally_collect();
}

static void forget_a_candidate(void) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    header_of(a)->count = 5;
    tally_collect();
}

static void test_wrong_counts_abort(void **state) /* [G11] */
{
    (void)state;
    assert_aborts(lose_a_count, "has a count of 1, but 2 places");
    assert_aborts(lose_a_count, "runtime_heap.h:");
    assert_aborts(lose_a_count, "'tree'");
    assert_aborts(lose_a_cyclic_count, "has a count of 1, but 2 places");
    assert_aborts(free_too_early, "which is no object");
    assert_aborts(forget_a_candidate, "wrongly no candidate");
}

static void leave_one(void) {
    tally__state.check = 2;
    make(&tree_type, 1, NULL, NULL);
}

static void test_exact_check_at_exit(void **state) {
    (void)state;
    assert_aborts(leave_one, "at exit");
}

static void test_right_heaps_pass(void **state) {
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL);
    struct thing *b = make(&tree_type, 2, keep(a), NULL);
    (void)state;
    tally__set_thing(&a->left, keep(a));
    tally__weak_store_thing(&b->watched, b);
    tally__weak_store_thing(&a->watched, b);
    tally_collect();
    tally__check("in a test", false);
    tally_decref(a);
    tally_collect();
    tally_decref(b);
    assert_int_equal(tally_collect(), 1);
}

/* ---- promises ------------------------------------------------------------ */

static struct tally_type promised_type =
    THING_TYPE("promised", TALLY_TYPE_ACYCLIC_UNCHECKED, NULL);

static void break_a_promise(void) {
    struct thing *a = make(&promised_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, keep(a), NULL);
    a->left = make(&ring_type, 3, b, NULL);
    tally_collect();
}

static void test_broken_promise_aborts(void **state) {
    (void)state;
    assert_aborts(break_a_promise, "tally_acyclic_unchecked");
    assert_aborts(break_a_promise, "is referenced by");
}

static void test_kept_promise_passes(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    struct thing *leaf = make(&promised_type, 3, NULL, NULL);
    struct thing *tree = make(&promised_type, 2, keep(leaf), leaf);
    (void)state;
    tally__set_thing(&a->left, keep(a));
    tally__set_thing(&a->right, tree); /* hangs on a cycle */
    tally_collect();
    tally_decref(a);
    assert_int_equal(tally_collect(), 1);
}

/* ---- the report ---------------------------------------------------------- */

static void report_leftovers(void) {
    tally__state.report = 1;
    tally__state.check = 0;
    make(&tree_type, 1, NULL, NULL);
    keep(make(&ring_type, 2, NULL, NULL));
}

static void test_report(void **state) {
    char output[4096];
    (void)state;
    assert_int_equal(run_apart(report_leftovers, output, sizeof(output)), 0);
    assert_non_null(strstr(output, "2 left (80 bytes"));
    assert_non_null(strstr(output, "tally: left: 1 of 'tree'\n"));
    assert_non_null(strstr(output, "runtime_heap.h:"));
    assert_non_null(strstr(output, "this 'ring' is left, with 2 references"));
}

static int start_checking(void **state) {
    (void)state;
    tally__state.check = 1;
    tally__state.tracking = true;
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_wrong_counts_abort),
        HEAP_TEST(test_exact_check_at_exit),
        HEAP_TEST(test_right_heaps_pass),
        HEAP_TEST(test_broken_promise_aborts),
        HEAP_TEST(test_kept_promise_passes),
        HEAP_TEST(test_report),
    };
    return cmocka_run_group_tests(tests, start_checking, NULL);
}
