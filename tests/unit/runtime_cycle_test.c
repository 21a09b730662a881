/* The collector: what it finds, what it leaves alone, when it runs. Names in
 * brackets are rows of the acceptance matrix in docs/runtime.md. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

#include <sys/resource.h>

static struct thing *global, *weak_place;

/* Owned by nobody but itself: a ring of `length` of the type, ids from `id`. */
static void drop_ring(struct tally_type *type, int length, int id,
                      void (*on_death)(struct thing *)) {
    struct thing *last = make(type, id + length - 1, NULL, NULL);
    struct thing *head = keep(last);
    last->on_death = on_death;
    for (int i = length - 2; i >= 0; i--) {
        head = make(type, id + i, head, NULL);
        head->on_death = on_death;
    }
    last->left = head;
    tally_decref(last);
}

/* ---- detection ----------------------------------------------------------- */

static void test_self_loop(void **state) /* [G1] */
{
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    tally__set_thing(&a->left, keep(a));
    tally_decref(a);
    assert_int_equal(live(), 1);
    assert_int_equal(tally_collect(), 1);
    assert_int_equal(tally_collect(), 0);
}

static void test_two_cycle_and_acyclic_cargo(void **state) /* [G2] */
{
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, a, make(&tree_type, 3, NULL, NULL));
    (void)state;
    tally__set_thing(&a->left, keep(b));
    tally_decref(b);
    assert_int_equal(tally_collect(), 2); /* the cargo is not counted */
    assert_int_equal(live(), 0);
}

static void test_reachable_cycle_stays(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, keep(a), NULL);
    struct thing *outside = keep(b);
    (void)state;
    tally__set_thing(&a->left, b);
    tally_decref(a);
    assert_int_equal(tally_collect(), 0);
    assert_int_equal(tally_refcount(b), 2);
    assert_int_equal(tally_refcount(outside->left), 1);
    assert_true(header_of(b)->count == COUNT_LATENT + 1);
    tally_decref(outside);
    assert_int_equal(tally_collect(), 2);
}

static void test_garbage_hanging_on_garbage(void **state) {
    struct thing *tail =
        make(&ring_type, 3, make(&ring_type, 4, NULL, NULL), NULL);
    struct thing *a = make(&ring_type, 1, NULL, keep(tail));
    (void)state;
    tally_decref(tail);
    tally__set_thing(&a->left, keep(a));
    tally_decref(a);
    assert_int_equal(tally_collect(), 3);
}

static void test_live_object_referenced_by_garbage(void **state) {
    struct thing *alive = make(&ring_type, 9, NULL, NULL);
    struct thing *a = make(&ring_type, 1, NULL, keep(alive));
    (void)state;
    tally__set_thing(&a->left, keep(a));
    tally_decref(a);
    assert_int_equal(tally_collect(), 1);
    assert_int_equal(tally_refcount(alive), 1);
    tally_decref(alive);
}

static void test_disabled_collection_is_made_up_for(void **state) /* [G5 F1] */
{
    (void)state;
    tally_set_threshold(1, 1);
    assert_true(tally_gc_disable());
    assert_false(tally_gc_isenabled());
    for (int i = 0; i < 100; i++)
        drop_ring(&ring_type, 3, 0, NULL);
    assert_int_equal(live(), 300);
    assert_int_equal(tally_collect(), 300);
    assert_int_equal(tally_collect(), 0);
    assert_false(tally_gc_disable());
    tally_gc_enable();
}

static void big_ring(void) {
    struct rlimit limit = {256 << 10, 256 << 10};
    setrlimit(RLIMIT_STACK, &limit);
    drop_ring(&ring_type, 1000000, 0, NULL);
    _exit(tally_collect() == 1000000 && live() == 0 ? 0 : 1);
}

static void test_long_cycle_needs_no_stack(void **state) /* [X1] */
{
    char output[512];
    (void)state;
    assert_int_equal(run_apart(big_ring, output, sizeof(output)), 0);
}

static void test_collecting_needs_no_memory(void **state) {
    uint64_t before;
    (void)state;
    tally_gc_disable();
    for (int i = 0; i < 100; i++)
        drop_ring(&mortal_ring_type, 5, 0, NULL);
    before = tally__state.allocations;
    assert_int_equal(tally_collect(), 500);
    assert_int_equal(tally__state.allocations, before);
}

/* ---- automatic collection ------------------------------------------------ */

static void test_heap_stays_bounded(void **state) /* [G8 G9] */
{
    uint64_t most = 0;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        drop_ring(&ring_type, 20, 0, NULL);
        if (live() > most)
            most = live();
    }
    assert_true(most < 45000);
    assert_true(most > 0);
}

static void test_threshold_zero_is_never(void **state) /* [G9] */
{
    (void)state;
    tally_set_threshold(0, 0);
    for (int i = 0; i < 5000; i++)
        drop_ring(&ring_type, 2, 0, NULL);
    assert_int_equal(live(), 10000);
    assert_int_equal(tally_collect(), 10000);
}

static void test_survivors_are_old_and_skipped(void **state) /* [G6] */
{
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    size_t young, old;
    (void)state;
    keep(a);
    tally_collect();
    assert_true(object_has(a, FLAG_OLD));
    tally_decref(a);
    assert_int_equal(tally__state.young.count, 0);
    assert_int_equal(tally__state.old.count, 1);
    tally_get_threshold(&young, &old);
    assert_int_equal(young, 2048);
    assert_int_equal(old, 4096);
    tally_decref(a);
    assert_int_equal(tally__state.old.count, 0);
}

static void test_full_collection_is_due_by_old_candidates(void **state) {
    enum { COUNT = 300 };
    static struct thing *things[COUNT];
    uint64_t before = tally__state.stats.collections_full;
    (void)state;
    tally_set_threshold(2048, 100);
    for (int i = 0; i < COUNT; i++) {
        things[i] = make(&ring_type, i, NULL, NULL);
        tally__set_thing(&things[i]->left, keep(things[i]));
    }
    tally_collect();
    for (int i = 0; i < COUNT; i++)
        tally_decref(things[i]); /* old garbage */
    assert_int_equal(live(), COUNT);
    tally_decref(make(&tree_type, 0, NULL, NULL)); /* an allocation */
    assert_int_equal(tally__state.stats.collections_full - before, 2);
    assert_int_equal(live(), 0);
}

/* What full collections find decides when the next one is due. */
static void test_full_collections_that_find_little_are_rarer(void **state) {
    enum { COUNT = 300, LEAST = 100 };
    struct thing *things[COUNT];
    uint64_t before;
    (void)state;
    tally_set_threshold(2048, LEAST);
    for (int i = 0; i < COUNT; i++)
        things[i] = make(&ring_type, i, NULL, NULL);
    tally_collect(); /* nothing: twice as many candidates until the next */
    tally_collect(); /* and four times as many */
    before = tally__state.stats.collections_full;
    for (int i = 0; i < COUNT; i++)
        tally_decref(keep(things[i])); /* old candidates, all alive */
    tally_decref(make(&tree_type, 0, NULL, NULL)); /* an allocation */
    assert_int_equal(tally__state.stats.collections_full, before);
    for (int i = 0; i < COUNT; i++)
        tally__set_thing(&things[i]->left, keep(things[i]));
    for (int i = 0; i < COUNT; i++)
        tally_decref(things[i]);
    assert_int_equal(tally_collect(), COUNT); /* much: as at first */
    before = tally__state.stats.collections_full;
    for (int i = 0; i < COUNT; i++) {
        things[i] = make(&ring_type, i, NULL, NULL);
        tally__set_thing(&things[i]->left, keep(things[i]));
    }
    tally_gc_collect(TALLY_GC_YOUNG);
    for (int i = 0; i < COUNT; i++)
        tally_decref(things[i]);
    tally_decref(make(&tree_type, 0, NULL, NULL));
    assert_int_equal(tally__state.stats.collections_full, before + 1);
    assert_int_equal(live(), 0);
}

static void test_young_cycle_held_by_old_garbage(void **state) /* [G7] */
{
    struct thing *old = make(&ring_type, 1, NULL, NULL);
    struct thing *young;
    (void)state;
    tally__set_thing(&old->left, keep(old));
    tally_collect();
    young = make(&ring_type, 2, NULL, NULL);
    tally__set_thing(&young->left, keep(young));
    tally__set_thing(&old->right, young);
    tally_decref(old);
    assert_int_equal(tally_collect(), 2);
}

/* ---- finalizers ---------------------------------------------------------- */

static void test_finalizers_of_a_cycle_run_once(void **state) /* [X3 Z7] */
{
    (void)state;
    drop_ring(&mortal_ring_type, 3, 1, NULL);
    assert_string_equal(deaths, "");
    assert_int_equal(tally_collect(), 3);
    assert_int_equal(strlen(deaths), strlen("1 2 3 "));
    assert_int_equal(live(), 0);
}

static void neighbour_is_intact(struct thing *self) {
    assert_non_null(self->left);
    assert_non_null(self->left->left);
    assert_true(self->left->id >= 1 && self->left->id <= 3);
}

static void test_finalizers_see_a_whole_cycle(void **state) /* [Z2 Z7] */
{
    (void)state;
    drop_ring(&mortal_ring_type, 3, 1, neighbour_is_intact);
    assert_int_equal(tally_collect(), 3);
}

static void save_first(struct thing *self) {
    if (self->id == 1 || self->id == 1000)
        tally__set_thing(&global, keep(self));
}

static void test_resurrection_is_transitive(void **state) /* [Z4 Z8] */
{
    (void)state;
    drop_ring(&mortal_ring_type, 3, 1, save_first);
    assert_int_equal(tally_collect(), 0);
    assert_int_equal(live(), 3);
    assert_int_equal(global->id, 1);
    assert_int_equal(global->left->left->left->id, 1);
    assert_int_equal(tally_refcount(global), 2);
    assert_int_equal(tally_refcount(global->left), 1);
    deaths[0] = '\0';
    tally__drop_thing(&global);
    assert_int_equal(tally_collect(), 3); /* without finalizers [Z3] */
    assert_string_equal(deaths, "");
}

static void test_resurrection_spares_no_others(void **state) /* [Z9] */
{
    (void)state;
    tally_gc_disable();
    for (int i = 0; i < 100; i++)
        drop_ring(&mortal_ring_type, 1, 10, NULL);
    drop_ring(&mortal_ring_type, 1, 1, save_first);
    assert_int_equal(tally_collect(), 100);
    assert_int_equal(live(), 1);
    tally__drop_thing(&global);
    assert_int_equal(tally_collect(), 1);
}

static void test_rescue_without_memory(void **state) {
    (void)state;
    drop_ring(&mortal_ring_type, 2000, 1000, save_first);
    tally__state.fail_alloc = tally__state.allocations + 1;
    assert_int_equal(tally_collect(), 0);
    assert_true(tally__state.allocations >= tally__state.fail_alloc);
    for (int i = 0; i < 2000; i++) {
        assert_int_equal(global->id, 1000 + i);
        tally__set_thing(&global, keep(global->left));
    }
    tally__drop_thing(&global);
    assert_int_equal(tally_collect(), 2000);
}

static void suicide(struct thing *self) {
    tally__drop_thing(&self->left);
}

static void test_suicide(void **state) /* [Z6] */
{
    (void)state;
    for (int length = 1; length <= 4; length++) {
        deaths[0] = '\0';
        drop_ring(&mortal_ring_type, length, 1, suicide);
        assert_int_equal(tally_collect(), length);
        assert_int_equal(strlen(deaths), 2 * (size_t)length);
        assert_int_equal(live(), 0);
    }
}

/* Puts a new object into the ring, which so survives, and later dies with it.
 */
static void grow(struct thing *self) {
    if (self->id == 1)
        self->left = make(&mortal_ring_type, 100, self->left, NULL);
}

static void test_finalizer_extends_its_cycle(void **state) /* [X2] */
{
    (void)state;
    drop_ring(&mortal_ring_type, 3, 1, grow);
    assert_int_equal(tally_collect(), 0); /* held by an unknown object */
    assert_int_equal(live(), 4);
    assert_int_equal(tally_collect(), 4);
    assert_int_equal(live(), 0);
}

static void collect_again(struct thing *self) {
    (void)self;
    assert_int_equal(tally_collect(), 0); /* nested: at once */
    drop_ring(&ring_type, 2, 50, NULL);
}

static void test_nested_collection_returns_at_once(void **state) /* [F2 Z10] */
{
    (void)state;
    tally_set_threshold(1, 0);
    tally_gc_disable();
    drop_ring(&mortal_ring_type, 5, 1, collect_again);
    tally_gc_enable();
    assert_int_equal(tally_collect(), 5);
    assert_int_equal(tally_collect(), 10);
}

static void collect_in_finalizer(struct thing *self) {
    (void)self;
    drop_ring(&mortal_ring_type, 3, 1, NULL);
    assert_int_equal(tally_collect(), 3);
    strcat(deaths, "end ");
}

static void test_collection_in_a_finalizer(void **state) {
    struct thing *a = make(&mortal_tree_type, 9, NULL, NULL);
    (void)state;
    a->on_death = collect_in_finalizer;
    tally_decref(a);
    assert_int_equal(strlen(deaths), strlen("9 1 2 3 end "));
    assert_int_equal(live(), 0);
}

static void test_cargo_with_finalizer_dies_with_the_cycle(void **state) {
    struct thing *a = make(&ring_type, 1, NULL,
                           make(&mortal_tree_type, 7,
                                make(&mortal_tree_type, 8, NULL, NULL), NULL));
    (void)state;
    tally__set_thing(&a->left, keep(a));
    tally_decref(a);
    assert_int_equal(tally_collect(), 1);
    assert_string_equal(deaths, "7 8 ");
    assert_int_equal(live(), 0);
}

static struct thing *gone;

static void drop_gone(struct thing *self) {
    (void)self;
    tally__drop_thing(&gone);
}

static void test_what_dies_in_a_collected_finalizer(void **state) {
    (void)state;
    gone = make(&mortal_tree_type, 7, make(&mortal_tree_type, 8, NULL, NULL),
                NULL);
    drop_ring(&mortal_ring_type, 1, 1, drop_gone);
    assert_int_equal(tally_collect(), 1);
    assert_string_equal(deaths, "1 7 8 ");
}

/* ---- weak references ----------------------------------------------------- */

static void look_and_make_weak(struct thing *self) {
    struct thing *again = tally__weak_load_thing(&self->watched);
    assert_ptr_equal(again, self); /* cleared only after the finalizers */
    tally_decref(again);
    tally__weak_store_thing(&weak_place, self);
}

static void test_weak_references_to_a_cycle(void **state) /* [Z18] */
{
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL);
    (void)state;
    tally__set_thing(&a->left, keep(a));
    tally__weak_store_thing(&a->watched, a);
    a->on_death = look_and_make_weak;
    tally_decref(a);
    assert_int_equal(tally_collect(), 1);
    assert_null(tally__weak_load_thing(&weak_place));
    tally__weak_drop_thing(&weak_place);
}

static void test_weak_reference_survives_resurrection(void **state) {
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL), *loaded;
    (void)state;
    tally__set_thing(&a->left, keep(a));
    tally__weak_store_thing(&weak_place, a);
    a->on_death = save_first;
    tally_decref(a);
    assert_int_equal(tally_collect(), 0);
    loaded = tally__weak_load_thing(&weak_place);
    assert_ptr_equal(loaded, global);
    tally_decref(loaded);
    tally__drop_thing(&global);
    assert_int_equal(tally_collect(), 1);
    assert_null(tally__weak_load_thing(&weak_place));
    tally__weak_drop_thing(&weak_place);
}

static void test_candidates_may_have_records(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, NULL, NULL);
    (void)state;
    keep(a);
    tally__weak_store_thing(&weak_place, a);
    keep(b);
    assert_true(tally__candidate_is_listed(a));
    tally_decref(a);
    tally_decref(a); /* leaves the middle of the list */
    assert_null(tally__weak_load_thing(&weak_place));
    assert_true(tally__candidate_is_listed(b));
    tally_decref(b);
    tally_decref(b);
    tally__weak_drop_thing(&weak_place);
}

/* ---- memory -------------------------------------------------------------- */

static void test_no_memory_for_a_candidate(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    uint64_t lost = tally__state.stats.candidates_lost;
    (void)state;
    tally__candidates_free();
    tally__state.fail_alloc = tally__state.allocations + 1;
    keep(a);
    assert_int_equal(tally__state.stats.candidates_lost, lost + 1);
    assert_int_equal(tally_refcount(a), 2);
    tally_decref(a); /* noted now */
    assert_int_equal(tally__state.young.count, 1);
    tally_decref(a);
}

/* ---- old and young in one cycle -------------------------------------------- */

/* `o` is old and latent, and then gets to refer to `y`, which is young and has
 * referred to it all the time: nobody counts `o` for that. */
static void test_cycle_of_old_and_young_keeps_a_candidate(void **state) {
    struct thing *y = make(&ring_type, 1, make(&ring_type, 2, NULL, NULL), NULL);
    (void)state;
    tally_decref(keep(y->left)); /* a candidate */
    assert_int_equal(tally_gc_collect(TALLY_GC_YOUNG), 0);
    assert_int_equal(tally_gc_generation(y->left), TALLY_GC_FULL);
    assert_int_equal(tally_gc_generation(y), TALLY_GC_YOUNG);
    tally__set_thing(&y->left->left, keep(y));
    tally_decref(y);
    assert_int_equal(tally_gc_collect(TALLY_GC_YOUNG), 0);
    assert_int_equal(tally_collect(), 2);
}

/* ---- from a root ------------------------------------------------------------ */

static void test_collecting_from_a_root(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL), *b;
    uint64_t others;
    (void)state;
    drop_ring(&ring_type, 5, 10, NULL);
    others = tally__state.young.count;
    b = make(&ring_type, 2, keep(a), make(&tree_type, 3, NULL, NULL));
    tally__set_thing(&a->left, keep(b));
    assert_int_equal(tally_collect_from(a), 0); /* b is held */
    assert_int_equal(tally_refcount(a), 1);
    assert_int_equal(live(), 8);
    assert_int_equal(tally_collect_from(b), 2);
    assert_int_equal(live(), 5);
    assert_int_equal(tally__state.young.count, others);
    assert_int_equal(tally_collect(), 5);
}

static void test_collecting_from_what_needs_none(void **state) {
    struct thing *tree = make(&tree_type, 1, NULL, NULL);
    struct thing *ring = make(&ring_type, 2, NULL, NULL), *other = keep(ring);
    uint64_t before = tally__state.stats.collections;
    (void)state;
    assert_int_equal(tally_collect_from(NULL), 0);
    assert_int_equal(tally_collect_from(keep(tree)), 0);
    assert_int_equal(tally_refcount(tree), 1);
    assert_int_equal(tally_collect_from(tree), 0);
    assert_int_equal(tally__state.stats.collections, before);
    assert_int_equal(tally_collect_from(ring), 0); /* still held */
    assert_int_equal(tally_collect_from(other), 0);
    assert_int_equal(live(), 0);
    assert_int_equal(tally__state.stats.collections, before + 1);
}

/* A root's garbage may hang on old objects, run finalizers, and be referred to
 * by other garbage, which keeps it. */
static void test_collecting_from_a_root_among_others(void **state) {
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL), *upstream;
    (void)state;
    tally__set_thing(&a->left, keep(a));
    upstream = make(&mortal_ring_type, 2, keep(a), NULL);
    tally__set_thing(&upstream->right, keep(upstream));
    assert_int_equal(tally_collect(), 0);
    assert_int_equal(tally_collect_from(a), 0);
    assert_string_equal(deaths, "");
    assert_int_equal(tally_collect_from(keep(upstream)), 0);
    assert_int_equal(tally_collect_from(upstream), 2);
    assert_int_equal(strlen(deaths), 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_self_loop),
        HEAP_TEST(test_two_cycle_and_acyclic_cargo),
        HEAP_TEST(test_reachable_cycle_stays),
        HEAP_TEST(test_garbage_hanging_on_garbage),
        HEAP_TEST(test_live_object_referenced_by_garbage),
        HEAP_TEST(test_disabled_collection_is_made_up_for),
        HEAP_TEST(test_long_cycle_needs_no_stack),
        HEAP_TEST(test_collecting_needs_no_memory),
        HEAP_TEST(test_heap_stays_bounded),
        HEAP_TEST(test_threshold_zero_is_never),
        HEAP_TEST(test_survivors_are_old_and_skipped),
        HEAP_TEST(test_full_collection_is_due_by_old_candidates),
        HEAP_TEST(test_full_collections_that_find_little_are_rarer),
        HEAP_TEST(test_young_cycle_held_by_old_garbage),
        HEAP_TEST(test_finalizers_of_a_cycle_run_once),
        HEAP_TEST(test_finalizers_see_a_whole_cycle),
        HEAP_TEST(test_resurrection_is_transitive),
        HEAP_TEST(test_resurrection_spares_no_others),
        HEAP_TEST(test_rescue_without_memory),
        HEAP_TEST(test_suicide),
        HEAP_TEST(test_finalizer_extends_its_cycle),
        HEAP_TEST(test_nested_collection_returns_at_once),
        HEAP_TEST(test_collection_in_a_finalizer),
        HEAP_TEST(test_cargo_with_finalizer_dies_with_the_cycle),
        HEAP_TEST(test_what_dies_in_a_collected_finalizer),
        HEAP_TEST(test_weak_references_to_a_cycle),
        HEAP_TEST(test_weak_reference_survives_resurrection),
        HEAP_TEST(test_candidates_may_have_records),
        HEAP_TEST(test_no_memory_for_a_candidate),
        HEAP_TEST(test_cycle_of_old_and_young_keeps_a_candidate),
        HEAP_TEST(test_collecting_from_a_root),
        HEAP_TEST(test_collecting_from_what_needs_none),
        HEAP_TEST(test_collecting_from_a_root_among_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
