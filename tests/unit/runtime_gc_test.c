/* The collector's API: what is on the heap, and what is heard of collections. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static struct thing *loop(struct tally_type *type, int id) {
    struct thing *thing = make(type, id, NULL, NULL);
    thing->left = keep(thing);
    return thing;
}

/* ---- visitors ------------------------------------------------------------ */

static int count_visit(void *object, void *context) {
    (void)object;
    ++*(int *)context;
    return 0;
}

static int stop_at_two(void *object, void *context) {
    (void)object;
    return ++*(int *)context == 2 ? 77 : 0;
}

static void test_heap_has_what_generations_have_not(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    struct thing *b = make(&tree_type, 2, NULL, NULL);
    int seen = 0;
    (void)state;
    assert_int_equal(
        tally_gc_visit_objects(TALLY_GC_ALL, count_visit, &seen), 0);
    assert_int_equal(seen, 1);
    seen = 0;
    tally_gc_visit_objects(TALLY_GC_HEAP, count_visit, &seen);
    assert_int_equal(seen, 2);
    seen = 0;
    assert_int_equal(
        tally_gc_visit_objects(TALLY_GC_HEAP, stop_at_two, &seen), 77);
    assert_int_equal(tally_gc_visit_objects(3, count_visit, &seen), -1);
    assert_int_equal(tally_gc_visit_objects(-3, count_visit, &seen), -1);
    assert_int_equal(tally_gc_visit_referents(NULL, count_visit, &seen), 0);
    assert_int_equal(tally_gc_visit_referrers(NULL, count_visit, &seen), 0);
    tally_decref(a);
    tally_decref(b);
}

/* Large objects are no cells. */
static void test_large_objects_are_visited(void **state) {
    enum { COUNT = 20 };
    static const struct tally_ref refs[] = {
        {0, 1, sizeof(void *), NULL, TALLY_REF_STRONG}};
    static const struct tally_layout element = {1, refs};
    static struct tally_sized_type row = {
        {"row", NULL, 7, 0, 8, TALLY_TYPE_SIZED, 0, NULL, NULL, NULL, NULL},
        0, sizeof(void *), &element};
    void *rows[COUNT];
    int seen = 0;
    (void)state;
    for (int i = 0; i < COUNT; i++)
        rows[i] = tally__make_sized(&row, 10 + 100 * (size_t)i, NULL, "here");
    for (int i = 0; i < COUNT; i += 3)
        tally__resize_array(&rows[i], 40 + 200 * (size_t)i, &row, "here");
    tally_decref(rows[3]);
    rows[3] = NULL;
    tally_gc_visit_objects(TALLY_GC_HEAP, count_visit, &seen);
    assert_int_equal(seen, COUNT - 1);
    for (int i = 0; i < COUNT; i++)
        tally_decref(rows[i]);
    seen = 0;
    tally_gc_visit_objects(TALLY_GC_HEAP, count_visit, &seen);
    assert_int_equal(seen, 0);
}

struct aligned {
    _Alignas(64) char bytes[200];
};

static void test_aligned_objects_are_visited(void **state) {
    static struct tally_type type = {"aligned", NULL, 8, sizeof(struct aligned),
                                     64, 0, 0, NULL, NULL, NULL, NULL};
    struct aligned *a = tally__new(struct aligned, type);
    int seen = 0;
    (void)state;
    assert_int_equal((uintptr_t)a % 64, 0);
    tally_gc_visit_objects(TALLY_GC_HEAP, count_visit, &seen);
    assert_int_equal(seen, 1);
    tally_decref(a);
}

/* ---- deferring ----------------------------------------------------------- */

static uint64_t collections(void) {
    struct tally_stats stats;
    tally_get_stats(&stats);
    return stats.collections;
}

static void test_defer_nests(void **state) {
    uint64_t before = collections();
    (void)state;
    tally_set_threshold(1, 1);
    tally_gc_defer();
    tally_gc_defer();
    tally_decref(loop(&ring_type, 1));
    tally_decref(loop(&ring_type, 2));
    tally_gc_resume();
    tally_decref(loop(&ring_type, 3));
    assert_int_equal(collections(), before);
    assert_int_equal(live(), 3);
    tally_gc_resume();
    tally_decref(make(&ring_type, 4, NULL, NULL));
    assert_int_equal(collections(), before + 1);
    assert_int_equal(live(), 0);
}

static void resume_too_often(void) { tally_gc_resume(); }

static void test_resume_needs_a_defer(void **state) {
    (void)state;
    assert_aborts(resume_too_often, "tally_gc_resume without tally_gc_defer");
}

/* ---- freezing ------------------------------------------------------------ */

static void test_untracked_object_is_counted(void **state) {
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL);
    (void)state;
    keep(a);
    tally_decref(a);
    assert_int_equal(tally_gc_generation(a), 0);
    assert_true(tally_gc_untrack(a));
    assert_false(tally_gc_untrack(a));
    assert_int_equal(tally_gc_generation(a), -1);
    tally_set_threshold(1, 1);
    assert_int_equal(tally_gc_collect(2), 0);
    assert_false(tally_is_finalized(a));
    tally_decref(a);
    assert_string_equal(deaths, "1 ");
    assert_false(tally_gc_untrack(NULL));
    assert_false(tally_gc_track(NULL));
}

static void test_unfreezing_without_memory(void **state) {
    struct thing *a = loop(&ring_type, 1);
    (void)state;
    tally_decref(a);
    tally_gc_freeze();
    assert_int_equal(tally_gc_collect(2), 0);
    tally__candidates_free();
    tally__state.fail_alloc = tally__state.allocations + 1;
    tally_gc_unfreeze();
    assert_true(tally_is_tracked(a));
    assert_int_equal(tally_gc_collect(2), 1);
}

/* ---- callbacks ----------------------------------------------------------- */

static char heard[64];

static void hear(enum tally_gc_phase phase, const struct tally_gc_info *info,
                 void *context) {
    size_t used = strlen(heard);
    snprintf(heard + used, sizeof(heard) - used, "%s%c%d ",
             (const char *)context, phase == TALLY_GC_START ? '(' : ')',
             info->generation);
}

static void test_callbacks_in_order_until_removed(void **state) {
    static char a[] = "a", b[] = "b";
    (void)state;
    heard[0] = '\0';
    tally_gc_add_callback(hear, a);
    tally_gc_add_callback(hear, b);
    tally_gc_collect(0);
    assert_string_equal(heard, "a(0 b(0 a)0 b)0 ");
    assert_true(tally_gc_remove_callback(hear, a));
    assert_false(tally_gc_remove_callback(hear, a));
    heard[0] = '\0';
    tally_gc_collect(2);
    assert_string_equal(heard, "b(2 b)2 ");
    assert_true(tally_gc_remove_callback(hear, b));
    assert_null(tally__state.observe);
}

static void test_no_memory_for_a_callback(void **state) {
    (void)state;
    tally__state.fail_alloc = tally__state.allocations + 1;
    assert_false(tally_gc_add_callback(hear, NULL));
    assert_null(tally__state.observe);
}

/* ---- saving -------------------------------------------------------------- */

static void test_no_memory_to_save(void **state) {
    (void)state;
    tally_decref(loop(&ring_type, 1));
    tally_gc_set_debug(TALLY_GC_DEBUG_SAVEALL);
    tally__state.fail_alloc = tally__state.allocations + 1;
    assert_int_equal(tally_gc_collect(1), 0);
    assert_int_equal(tally_gc_garbage_count(), 0);
    assert_int_equal(live(), 1);
    tally_gc_set_debug(0);
    assert_int_equal(tally_gc_collect(1), 1);
}

static struct thing *other;

static void save_other(struct thing *self) {
    (void)self;
    other = keep(self->right);
}

/* With finalizers and a resurrection, counts come out right. */
static void test_saved_after_a_recheck(void **state) {
    struct thing *a = loop(&mortal_ring_type, 1);
    struct thing *b = loop(&ring_type, 2);
    struct thing *c = loop(&ring_type, 3);
    (void)state;
    a->right = b;
    a->on_death = save_other;
    b->right = keep(c);
    c->right = keep(c);
    tally_decref(a);
    tally_decref(c);
    tally_gc_set_debug(TALLY_GC_DEBUG_SAVEALL);
    assert_int_equal(tally_gc_collect(1), 1);
    assert_ptr_equal(tally_gc_garbage(0), a);
    assert_int_equal(tally_refcount(a), 2);
    assert_int_equal(tally_refcount(b), 3);
    assert_int_equal(tally_refcount(c), 3);
    tally_gc_set_debug(0);
    tally_gc_drop_garbage();
    assert_int_equal(tally_gc_collect(1), 1);
    tally_decref(other);
    assert_int_equal(tally_gc_collect(1), 2);
}

/* ---- single objects ------------------------------------------------------ */

static void pin_self(struct thing *self) { tally_pin(self); }

static void pin_in_a_cycle(void) {
    struct thing *a = loop(&mortal_ring_type, 1);
    a->on_death = pin_self;
    tally_decref(a);
    a->right = loop(&ring_type, 2);
    _exit(tally_gc_collect(1) == 0 && tally_is_pinned(a) && live() == 2 &&
                  tally_gc_collect(2) == 0 && tally_gc_untrack(a) == 0
              ? 0
              : 1);
}

static void test_finalizer_pins(void **state) {
    char output[512];
    (void)state;
    assert_int_equal(run_apart(pin_in_a_cycle, output, sizeof(output)), 0);
}

static struct thing *dropped;

static void try_while_it_waits(struct thing *self) {
    struct thing *waits = dropped;
    (void)self;
    tally__drop_thing(&dropped);
    assert_null(tally_try_incref(waits));
}

static void test_try_incref_of_the_dead(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    (void)state;
    assert_ptr_equal(tally_try_incref(a), a);
    tally_decref(a);
    assert_null(tally_try_incref(NULL));
    dropped = make(&mortal_tree_type, 2, NULL, NULL);
    a->on_death = try_while_it_waits;
    tally_decref(a);
    assert_string_equal(deaths, "1 2 ");
}

static void test_finalizer_by_hand(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    (void)state;
    assert_true(tally_gc_call_finalizer(a));
    assert_false(tally_gc_call_finalizer(a));
    assert_false(tally_gc_call_finalizer(NULL));
    assert_true(tally_is_finalized(a));
    tally_decref(a);
    assert_string_equal(deaths, "1 ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_heap_has_what_generations_have_not),
        HEAP_TEST(test_large_objects_are_visited),
        HEAP_TEST(test_aligned_objects_are_visited),
        HEAP_TEST(test_defer_nests),
        HEAP_TEST(test_resume_needs_a_defer),
        HEAP_TEST(test_untracked_object_is_counted),
        HEAP_TEST(test_unfreezing_without_memory),
        HEAP_TEST(test_callbacks_in_order_until_removed),
        HEAP_TEST(test_no_memory_for_a_callback),
        HEAP_TEST(test_no_memory_to_save),
        HEAP_TEST(test_saved_after_a_recheck),
        HEAP_TEST(test_finalizer_pins),
        HEAP_TEST(test_try_incref_of_the_dead),
        HEAP_TEST(test_finalizer_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
