/* Full collections in slices: what they find, what the program may do between
 * two slices, and what ends them early. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

#include "collection.h"
#include "tally_weak_map.h"

/* A ring of `length`, old, that nothing but itself refers to; all of it are
 * candidates. */
static void drop_old_ring(int length, struct tally_type *type) {
    struct thing *last = make(type, 0, NULL, NULL), *head = keep(last);
    for (int i = 1; i < length; i++)
        head = make(type, i, head, NULL);
    tally__set_thing(&last->left, head);
    tally_gc_collect(TALLY_GC_YOUNG);
    for (head = last->left; head != last; head = head->left)
        tally_decref(keep(head));
    tally_decref(last);
}

static void finish(void) {
    while (tally__state.pass)
        tally__pass_slice(1, UINT64_MAX);
}

static void pass(void) {
    assert_true(tally__pass_begin());
    finish();
}

static uint64_t found_by(void (*what)(void)) {
    uint64_t before = tally__state.stats.found;
    what();
    return tally__state.stats.found - before;
}

/* ---- what they find ------------------------------------------------------ */

static void test_garbage_is_found_step_by_step(void **state) {
    uint64_t before = tally__state.stats.collections_full;
    (void)state;
    tally_gc_disable();
    drop_old_ring(5000, &ring_type); /* more than one chunk */
    drop_old_ring(10, &mortal_ring_type);
    before = tally__state.stats.collections_full;
    assert_int_equal(found_by(pass), 5010);
    assert_int_equal(live(), 0);
    assert_int_equal(strlen(deaths), 20);
    assert_int_equal(tally__state.stats.collections_full, before + 1);
}

static void test_what_is_alive_stays(void **state) {
    struct thing *last = make(&ring_type, 1, NULL, NULL);
    struct thing *head = make(&ring_type, 2, keep(last), NULL);
    (void)state;
    tally__set_thing(&last->left, keep(head));
    tally_collect();
    tally_decref(keep(last));
    tally_decref(last);
    assert_int_equal(found_by(pass), 0);
    assert_int_equal(live(), 2);
    assert_int_equal(tally_refcount(head), 2);
    assert_true(header_of(last)->count >= COUNT_LATENT);
    tally_decref(head);
    assert_int_equal(found_by(pass), 2);
}

static void test_young_objects_on_the_way_are_found_too(void **state) {
    struct thing *old = make(&ring_type, 1, NULL, NULL), *young;
    (void)state;
    tally_decref(keep(old));
    tally_collect();
    young = make(&ring_type, 2, keep(old), NULL);
    tally__set_thing(&old->left, keep(young));
    tally_decref(old);
    tally_decref(young);
    assert_int_equal(tally_gc_generation(young), TALLY_GC_YOUNG);
    assert_int_equal(found_by(pass), 2);
}

static const struct tally_ref element_refs[] = {
    {0, 1, 0, NULL, TALLY_REF_STRONG}};
static const struct tally_layout element_layout = {1, element_refs};
static struct tally_sized_type things = {
    {"thing *[]", NULL, 0, 0, sizeof(void *), TALLY_TYPE_SIZED, 0, NULL, NULL,
     NULL, NULL},
    0,
    sizeof(struct thing *),
    &element_layout};

/* An array, old, of things that refer to it; owned. */
static struct thing **star(size_t spokes) {
    struct thing **hub = tally__new_array(struct thing *, things, spokes);
    for (size_t i = 0; i < spokes; i++)
        hub[i] = make(&ring_type, (int)i, tally_incref(hub), NULL);
    tally_collect();
    tally_decref(tally_incref(hub));
    return hub;
}

static void test_a_wide_array_is_walked_in_slices(void **state) {
    struct thing **hub = star(20000);
    unsigned slices = 0;
    (void)state;
    tally_decref(hub);
    assert_true(tally__pass_begin());
    for (; tally__state.pass; slices++)
        tally__pass_slice(4000, UINT64_MAX);
    assert_int_equal(live(), 0);
    assert_true(slices > 20);
}

static void test_an_array_may_move(void **state) {
    (void)state;
    for (int steps = 0; steps < 80; steps++) {
        struct thing **array = tally__new_array(struct thing *, things, 3);
        array[0] = make(&ring_type, 1, NULL, NULL);
        tally_decref(tally_incref(array));
        tally_collect();
        tally_decref(tally_incref(array));
        assert_true(tally__pass_begin());
        for (int i = 0; i < steps / 2 && tally__state.pass; i++)
            tally__pass_slice(1, UINT64_MAX);
        if (steps % 2) /* a candidate again */
            tally_decref(tally_incref(array));
        tally__resize(&array, 3000, things);
        tally__set_thing(&array[0]->left, tally_incref(array));
        finish();
        assert_int_equal(live(), 2);
        tally_decref(array);
        pass();
        assert_int_equal(live(), 0);
    }
}

/* ---- between two slices -------------------------------------------------- */

/* In each stage: what is read out of the ring and kept, lives. */
static void test_a_reference_taken_out_saves_the_ring(void **state) {
    (void)state;
    for (int steps = 0; steps < 60; steps++) {
        struct thing *a = make(&ring_type, 1, NULL, NULL), *kept = NULL;
        struct thing *b = make(&ring_type, 2, keep(a), NULL);
        tally__set_thing(&a->left, keep(b));
        tally_collect();
        tally__weak_store_thing(&kept, b);
        tally_decref(a);
        tally_decref(b);
        assert_true(tally__pass_begin());
        for (int i = 0; i < steps && tally__state.pass; i++)
            tally__pass_slice(1, UINT64_MAX);
        a = tally__weak_load_thing(&kept);
        finish();
        if (a) {
            assert_int_equal(live(), 2);
            assert_int_equal(tally_refcount(a), 2);
            tally_decref(a);
            pass();
        }
        tally__weak_drop_thing(&kept);
        assert_int_equal(live(), 0);
    }
}

static void test_members_may_die_and_new_ones_come(void **state) {
    (void)state;
    for (int steps = 0; steps < 60; steps++) {
        struct thing *a = make(&ring_type, 1, NULL, NULL);
        tally__set_thing(&a->left, make(&ring_type, 2, keep(a), NULL));
        tally_collect();
        tally_decref(keep(a->left));
        tally_decref(keep(a));
        assert_true(tally__pass_begin());
        for (int i = 0; i < steps && tally__state.pass; i++)
            tally__pass_slice(1, UINT64_MAX);
        tally__set_thing(&a->left, make(&ring_type, 3, keep(a), NULL));
        assert_int_equal(live(), 2);
        tally_decref(a);
        finish();
        tally_gc_collect(TALLY_GC_YOUNG);
        pass();
        assert_int_equal(live(), 0);
    }
}

static void test_freezing_in_between(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    tally__set_thing(&a->left, keep(a));
    tally_collect();
    tally_decref(keep(a));
    assert_true(tally__pass_begin());
    tally__pass_slice(2, UINT64_MAX);
    tally_gc_freeze();
    tally_decref(a);
    finish();
    assert_int_equal(live(), 1);
    tally_gc_unfreeze();
    assert_int_equal(tally_collect(), 1);
}

/* ---- others that collect ------------------------------------------------- */

static void test_a_collection_that_does_not_wait_takes_over(void **state) {
    (void)state;
    for (int steps = 0; steps < 40; steps++) {
        drop_old_ring(3, &ring_type);
        assert_true(tally__pass_begin());
        for (int i = 0; i < steps && tally__state.pass; i++)
            tally__pass_slice(1, UINT64_MAX);
        tally_collect();
        assert_null(tally__state.pass);
        assert_int_equal(live(), 0);
    }
}

static void test_without_memory_it_is_done_at_once(void **state) {
    (void)state;
    for (uint64_t failing = 1; failing < 8; failing++) {
        drop_old_ring(5000, &ring_type);
        tally__state.allocations = 0;
        tally__state.fail_alloc = failing;
        if (!tally__pass_begin())
            tally_collect();
        finish();
        tally__state.fail_alloc = 0;
        assert_int_equal(live(), 0);
        assert_int_equal(tally__state.stats.candidates_lost, 0);
    }
}

/* ---- when ---------------------------------------------------------------- */

static unsigned told[2];

static void count_told(enum tally_gc_phase phase,
                       const struct tally_gc_info *info, void *context) {
    (void)context;
    if (info->generation == TALLY_GC_OLD)
        told[phase]++;
}

/* Allocations begin it and go on with it; the budget is no promise of time. */
static void test_allocations_do_the_slices(void **state) {
    uint64_t slices = 0;
    (void)state;
    assert_int_equal(tally_set_pause_budget(100), 0);
    assert_int_equal(tally_set_pause_budget(1), 100);
    tally_set_threshold(1000000, 0);
    assert_true(tally_gc_add_callback(count_told, NULL));
    drop_old_ring(100000, &ring_type);
    told[0] = told[1] = 0;
    while (told[TALLY_GC_STOP] == 0 && slices < 1000000) {
        tally_decref(make(&ring_type, 0, NULL, NULL));
        slices++;
    }
    assert_int_equal(told[TALLY_GC_START], 1);
    assert_int_equal(told[TALLY_GC_STOP], 1);
    assert_int_equal(live(), 0);
    assert_true(slices > 100);
    tally_gc_remove_callback(count_told, NULL);
    assert_int_equal(tally_set_pause_budget(0), 1);
}

/* The limit is a quarter more objects than there were. */
static void test_it_does_not_fall_behind(void **state) {
    struct thing *list = NULL;
    (void)state;
    tally_set_pause_budget(1);
    tally_set_threshold(1000000, 0);
    drop_old_ring(100000, &ring_type);
    assert_null(tally__state.pass);
    for (int i = 0; i < 30000; i++)
        list = make(&ring_type, i, list, NULL);
    assert_null(tally__state.pass);
    assert_int_equal(live(), 30000);
    tally_set_pause_budget(0);
    tally_decref(list);
}

/* ---- weak maps ----------------------------------------------------------- */

static void test_values_that_refer_to_their_keys(void **state) {
    tally_weak_map *map = tally_weak_keys_new(NULL);
    struct thing *key = make(&ring_type, 1, NULL, NULL);
    struct thing *value = make(&ring_type, 2, keep(key), NULL);
    (void)state;
    tally_weak_map_set(map, key, value);
    tally_decref(value);
    tally_collect();
    tally_decref(keep(value));
    tally_decref(keep(key));
    assert_int_equal(found_by(pass), 0);
    assert_int_equal(tally_weak_map_length(map), 1);
    /* What lives in a map is not taken for a candidate for ever. */
    assert_int_equal(tally__state.old.count, 0);
    tally_decref(key);
    assert_int_equal(found_by(pass), 2);
    assert_int_equal(tally_weak_map_length(map), 0);
    tally_decref(map);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_garbage_is_found_step_by_step),
        HEAP_TEST(test_what_is_alive_stays),
        HEAP_TEST(test_young_objects_on_the_way_are_found_too),
        HEAP_TEST(test_a_wide_array_is_walked_in_slices),
        HEAP_TEST(test_an_array_may_move),
        HEAP_TEST(test_a_reference_taken_out_saves_the_ring),
        HEAP_TEST(test_members_may_die_and_new_ones_come),
        HEAP_TEST(test_freezing_in_between),
        HEAP_TEST(test_a_collection_that_does_not_wait_takes_over),
        HEAP_TEST(test_without_memory_it_is_done_at_once),
        HEAP_TEST(test_allocations_do_the_slices),
        HEAP_TEST(test_it_does_not_fall_behind),
        HEAP_TEST(test_values_that_refer_to_their_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
