/* Memory: statistics, the out-of-memory handler, injected failures, poison. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static void test_statistics(void **state) {
    struct tally_stats before, after;
    struct thing *a, *b;
    (void)state;
    tally_get_stats(&before);
    a = make(&tree_type, 1, NULL, NULL);
    b = make(&ring_type, 2, NULL, NULL);
    keep(b);
    tally_decref(a);
    tally_get_stats(&after);
    assert_int_equal(after.objects_made - before.objects_made, 2);
    assert_int_equal(after.objects_freed - before.objects_freed, 1);
    assert_int_equal(after.objects_live, 1);
    assert_int_equal(after.bytes_live, sizeof(struct thing));
    assert_true(after.bytes_peak >= 2 * sizeof(struct thing));
    assert_int_equal(after.candidates, 1);
    tally__set_thing(&b->left, b);
    tally_decref(b);
    assert_int_equal(tally_collect(), 1);
    tally_get_stats(&after);
    assert_int_equal(after.found - before.found, 1);
    assert_int_equal(after.collections - before.collections, 1);
    assert_int_equal(after.objects_live, 0);
}

/* ---- running out --------------------------------------------------------- */

static int handled;
static size_t wanted;

static int helpful(size_t size) {
    handled++;
    wanted = size;
    tally__state.fail_alloc = 0;
    return 1;
}

static int helpless(size_t size) {
    wanted = size;
    handled++;
    return 0;
}

static void fail_next(void) {
    tally__state.fail_alloc = tally__state.allocations + 1;
}

static void test_handler_is_asked(void **state) {
    struct thing *a;
    (void)state;
    tally_decref(make(&tree_type, 0, NULL, NULL));
    assert_null(tally_set_oom_handler(helpful));
    handled = 0;
    fail_next();
    a = make(&tree_type, 1, NULL, NULL);
    assert_int_equal(handled, 1);
    assert_true(wanted >= sizeof(struct thing));
    tally_decref(a);
    assert_ptr_equal(tally_set_oom_handler(NULL), helpful);
}

static void run_out(void) {
    struct thing *a = make(&tree_type, 0, NULL, NULL);
    fail_next();
    make(&tree_type, 1, a, NULL);
}

static void run_out_helplessly(void) {
    tally_set_oom_handler(helpless);
    run_out();
}

static void test_default_is_message_and_abort(void **state) {
    (void)state;
    assert_aborts(run_out, "tally: out of memory: ");
    assert_aborts(run_out, "'tree'");
    assert_aborts(run_out_helplessly, "tally: out of memory: ");
}

static void run_out_of_weak_memory(void) {
    struct thing *a = make(&tree_type, 0, NULL, NULL);
    fail_next();
    tally__weak_init_thing(a);
}

static void test_weak_references_need_memory(void **state) {
    (void)state;
    assert_aborts(run_out_of_weak_memory, "tally: out of memory: ");
}

static void test_try_gives_null(void **state) {
    struct thing *cargo = make(&tree_type, 1, NULL, NULL);
    struct thing *weak = tally__weak_init_thing(cargo);
    (void)state;
    tally_set_oom_handler(helpless);
    handled = 0;
    fail_next();
    assert_null(tally__try_new(struct thing, tree_type));
    fail_next();
    assert_null(tally__try_new_with(struct thing, tree_type,
                                    .left = keep(cargo), .watched = weak));
    assert_int_equal(handled, 0);
    assert_int_equal(tally_refcount(cargo), 1);
    tally_decref(cargo);
}

static void test_try_survives_every_failure(void **state) {
    (void)state;
    for (uint64_t nth = 1; nth < 20; nth++) {
        static char name[32];
        struct tally_type fresh = tree_type;
        struct thing *a;
        snprintf(name, sizeof(name), "fresh%d", (int)nth);
        fresh.name = name;
        fresh.number = 0;
        tally__state.fail_alloc = tally__state.allocations + nth;
        a = tally__try_new(struct thing, fresh);
        if (tally__state.allocations >= tally__state.fail_alloc)
            assert_null(a);
        else
            tally_decref(a);
        tally__state.fail_alloc = 0;
    }
}

/* ---- misuse -------------------------------------------------------------- */

#ifdef TALLY_DEBUG

static void use_after_free(void) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    tally_decref(a);
    keep(a);
}

static void test_freed_objects_are_poisoned(void **state) {
    (void)state;
    assert_aborts(use_after_free, "");
}

#endif

static void decref_dying_parent(struct thing *self) {
    keep(self->watched);
    tally_decref(self->watched);
}

static void touch_dying(void) {
    struct thing *child = make(&mortal_tree_type, 2, NULL, NULL);
    struct thing *parent = make(&tree_type, 1, child, NULL);
    child->watched = parent; /* as an unowned place would */
    child->on_death = decref_dying_parent;
    tally__state.check = 1;
    tally_decref(parent);
}

static void test_dying_object_is_not_counted(void **state) {
    (void)state;
    assert_aborts(touch_dying, "which is dead");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_statistics),
        HEAP_TEST(test_handler_is_asked),
        HEAP_TEST(test_default_is_message_and_abort),
        HEAP_TEST(test_weak_references_need_memory),
        HEAP_TEST(test_try_gives_null),
        HEAP_TEST(test_try_survives_every_failure),
        HEAP_TEST(test_dying_object_is_not_counted),
#ifdef TALLY_DEBUG
        HEAP_TEST(test_freed_objects_are_poisoned),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
