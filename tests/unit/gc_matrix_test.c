/* The acceptance matrix, rows F and G: the collector's features, and what it
 * finds. */
#define _POSIX_C_SOURCE 200809L
#include "gc_matrix.h"

#include <pthread.h>

static struct thing *global;

/* ---- F: features --------------------------------------------------------- */

static void test_F1_disabling_is_for_automatic_collection(void **state) {
    (void)state;
    assert_int_equal(tally_gc_disable(), 1);
    assert_int_equal(tally_gc_disable(), 0);
    assert_false(tally_gc_isenabled());
    tally_set_threshold(1, 1);
    drop_ring(&ring_type, 3, 1, NULL);
    drop_ring(&ring_type, 3, 1, NULL);
    assert_int_equal(live(), 6);
    assert_int_equal(tally_gc_collect(0), 6);
    tally_gc_enable();
    assert_true(tally_gc_isenabled());
}

static size_t nested = 7;

static void collect_inside(struct thing *self) {
    (void)self;
    nested = tally_gc_collect(2);
}

static void test_F2_collect_gives_what_was_unreachable(void **state) {
    (void)state;
    for (int generation = 0; generation < 3; generation++) {
        drop_ring(&ring_type, 4, 1, NULL);
        assert_int_equal(tally_gc_collect(generation), 4);
        assert_int_equal(tally_gc_collect(generation), 0);
    }
    assert_true(tally_gc_collect(3) == TALLY_GC_ERROR);
    assert_true(tally_gc_collect(-1) == TALLY_GC_ERROR);
    drop_ring(&mortal_ring_type, 1, 1, collect_inside);
    assert_int_equal(tally_gc_collect(2), 1);
    assert_int_equal(nested, 0);
}

/* A cycle that was closed by moving references, without a count. */
static void test_F2_generation_2_needs_no_candidates(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, a, NULL);
    (void)state;
    a->left = b;
    assert_int_equal(tally_gc_collect(0), 0);
    assert_int_equal(tally_gc_collect(1), 0);
    assert_int_equal(tally_gc_collect(2), 2);
}

static void test_F3_threshold_zero_disables(void **state) {
    size_t young, old;
    (void)state;
    tally_set_threshold(0, 17);
    tally_get_threshold(&young, &old);
    assert_int_equal(young, 0);
    assert_int_equal(old, 17);
    for (int i = 0; i < 1000; i++)
        drop_ring(&ring_type, 1, 1, NULL);
    assert_int_equal(live(), 1000);
    tally_set_threshold(1, 17);
    drop_ring(&ring_type, 1, 1, NULL);
    assert_true(live() <= 1);
}

static void test_F4_counts_are_what_thresholds_compare(void **state) {
    struct thing *a;
    size_t young, old, tracked;
    (void)state;
    a = loop(&ring_type, 1);
    tally_gc_get_count(&young, &old, &tracked);
    assert_int_equal(young, 1);
    assert_int_equal(old, 0);
    assert_int_equal(tracked, 1);
    tally_gc_collect(0);
    tally_gc_get_count(&young, &old, NULL);
    assert_int_equal(young, 0);
    assert_int_equal(old, 0);
    tally_decref(keep(a));
    tally_gc_get_count(&young, &old, NULL);
    assert_int_equal(young, 0);
    assert_int_equal(old, 1);
    tally__drop_thing(&a->left);
    tally_decref(a);
    tally_gc_get_count(NULL, &old, &tracked);
    assert_int_equal(old, 0);
    assert_int_equal(tracked, 0);
}

static void rescue(struct thing *self) {
    tally__set_thing(&global, keep(self));
}

static void test_F5_stats_of_each_generation(void **state) {
    struct tally_gc_stats before[3], after;
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_true(tally_gc_get_stats(i, &before[i]));
    for (int i = 0; i < 3; i++) {
        drop_ring(&ring_type, 2 + i, 1, NULL);
        tally_gc_collect(i);
        assert_true(tally_gc_get_stats(i, &after));
        assert_int_equal(after.collections, before[i].collections + 1);
        assert_int_equal(after.collected, before[i].collected + 2 + (size_t)i);
        assert_int_equal(after.uncollectable, before[i].uncollectable);
        assert_true(after.candidates > before[i].candidates);
        assert_true(after.nanoseconds >= before[i].nanoseconds);
        assert_true(after.longest <= after.nanoseconds);
    }
    drop_ring(&mortal_ring_type, 1, 1, rescue); /* not counted */
    tally_gc_collect(2);
    tally_gc_get_stats(2, &before[2]);
    assert_int_equal(before[2].collected, after.collected);
    tally__drop_thing(&global);
    tally_gc_collect(2);
    assert_false(tally_gc_get_stats(3, &after));
    assert_int_equal(after.collections, 0);
}

static void test_F6_objects_of_a_generation(void **state) {
    struct thing *ring = make(&ring_type, 1, NULL, NULL);
    struct thing *tree = make(&tree_type, 2, NULL, NULL);
    struct seen seen = {.count = 0};
    (void)state;
    tally_gc_visit_objects(0, note_seen, &seen);
    assert_int_equal(seen.count, 1);
    assert_ptr_equal(seen.objects[0], ring);
    seen.count = 0;
    tally_gc_visit_objects(1, note_seen, &seen);
    tally_gc_visit_objects(2, note_seen, &seen);
    assert_int_equal(seen.count, 0);
    tally_gc_visit_objects(TALLY_GC_ALL, note_seen, &seen);
    assert_int_equal(seen.count, 1);
    assert_int_equal(tally_gc_visit_objects(3, note_seen, &seen), -1);
    assert_int_equal(tally_gc_visit_objects(-7, note_seen, &seen), -1);
    assert_int_equal(seen.count, 1);
    tally_decref(ring);
    tally_decref(tree);
}

static void test_F7_referrers_and_referents(void **state) {
    struct thing *leaf = make(&tree_type, 1, NULL, NULL);
    struct thing *twice = make(&ring_type, 2, keep(leaf), keep(leaf));
    struct thing *once = make(&tree_type, 3, leaf, NULL);
    struct thing *above = make(&ring_type, 4, once, twice);
    struct seen seen = {.count = 0};
    (void)state;
    tally_gc_visit_referents(twice, note_seen, &seen);
    assert_int_equal(times_seen(&seen, leaf), 2);
    assert_int_equal(seen.count, 2);
    seen.count = 0;
    tally_gc_visit_referrers(leaf, note_seen, &seen);
    assert_int_equal(seen.count, 2);
    assert_int_equal(times_seen(&seen, twice), 1);
    assert_int_equal(times_seen(&seen, once), 1);
    seen.count = 0;
    tally_gc_visit_referents(leaf, note_seen, &seen);
    tally_gc_visit_referrers(above, note_seen, &seen);
    assert_int_equal(seen.count, 0);
    tally_decref(above);
}

static void test_F8_tracked_and_finalized(void **state) {
    struct thing *ring = make(&mortal_ring_type, 1, NULL, NULL);
    struct thing *tree = make(&tree_type, 2, NULL, NULL);
    (void)state;
    assert_true(tally_is_tracked(ring));
    assert_false(tally_is_tracked(tree));
    assert_false(tally_is_tracked(NULL));
    assert_false(tally_is_finalized(ring));
    ring->on_death = rescue;
    tally_decref(ring);
    assert_true(tally_is_finalized(global)); /* and lives on */
    assert_false(tally_is_finalized(tree));
    tally__drop_thing(&global);
    tally_decref(tree);
}

static void test_F9_collections_ignore_the_frozen(void **state) {
    struct thing *young, *frozen = loop(&ring_type, 1);
    struct tally_header before;
    (void)state;
    tally_decref(frozen); /* garbage, and frozen */
    tally_gc_freeze();
    assert_int_equal(tally_gc_freeze_count(), 1);
    young = make(&ring_type, 2, NULL, keep(frozen));
    young->left = young;
    keep(young);
    tally_decref(young);
    before = *header_of(frozen);
    before.count -= 1; /* its referrer goes */
    assert_int_equal(tally_gc_collect(2), 1);
    assert_memory_equal(&before, header_of(frozen), sizeof(before));
    assert_int_equal(live(), 1);
    tally_gc_unfreeze();
    assert_int_equal(tally_gc_freeze_count(), 0);
    assert_int_equal(tally_gc_collect(2), 1);
}

static void test_F10_saved_garbage(void **state) {
    struct thing *a;
    (void)state;
    tally_gc_set_debug(TALLY_GC_DEBUG_SAVEALL);
    drop_ring(&mortal_ring_type, 3, 1, NULL);
    assert_int_equal(tally_gc_collect(2), 3);
    assert_int_equal(tally_gc_garbage_count(), 3);
    assert_int_equal(live(), 3);
    a = tally_gc_garbage(0);
    assert_true(tally_is_finalized(a) && a->left);
    assert_null(tally_gc_garbage(3));
    tally_gc_set_debug(0);
    assert_int_equal(tally_gc_collect(2), 0); /* the list holds them */
    tally_gc_drop_garbage();
    assert_int_equal(tally_gc_garbage_count(), 0);
    assert_int_equal(tally_gc_collect(2), 3);
    assert_int_equal(strlen(deaths), 6); /* once each */
}

static void say_it_all(void) {
    tally_gc_set_debug(TALLY_GC_DEBUG_STATS | TALLY_GC_DEBUG_COLLECTABLE);
    drop_ring(&ring_type, 1, 1, NULL);
    tally_gc_collect(2);
    tally_gc_set_debug(TALLY_GC_DEBUG_LEAK);
    drop_ring(&tree_type, 0, 1, NULL);
    drop_ring(&mortal_ring_type, 1, 1, NULL);
    tally_gc_collect(1);
    _exit(0);
}

static void test_F11_debug_text(void **state) {
    char text[2048];
    (void)state;
    assert_int_equal(TALLY_GC_DEBUG_LEAK, TALLY_GC_DEBUG_COLLECTABLE |
                                              TALLY_GC_DEBUG_UNCOLLECTABLE |
                                              TALLY_GC_DEBUG_SAVEALL);
    assert_int_equal(run_apart(say_it_all, text, sizeof(text)), 0);
    assert_non_null(strstr(text, "tally: gc: collecting generation 2: 1 "));
    assert_non_null(strstr(text, "tally: gc: collectable <ring 0x"));
    assert_non_null(strstr(text, "tally: gc: done, 1 unreachable, 0 "));
    assert_non_null(strstr(text, "tally: gc: uncollectable <mortal_ring 0x"));
    assert_null(strstr(text, "collecting generation 1"));
}

struct told {
    int starts, stops;
    struct tally_gc_info last;
};

static void be_told(enum tally_gc_phase phase, const struct tally_gc_info *info,
                    void *context) {
    struct told *told = context;
    told->starts += phase == TALLY_GC_START;
    told->stops += phase == TALLY_GC_STOP;
    told->last = *info;
}

static void test_F12_callbacks_are_told(void **state) {
    struct told a = {.starts = 0}, b = {.starts = 0};
    (void)state;
    assert_true(tally_gc_add_callback(be_told, &a));
    assert_true(tally_gc_add_callback(be_told, &b));
    drop_ring(&ring_type, 5, 1, NULL);
    tally_gc_collect(1);
    assert_true(tally_gc_remove_callback(be_told, &a));
    tally_gc_collect(0);
    assert_true(tally_gc_remove_callback(be_told, &b));
    tally_gc_collect(0);
    assert_int_equal(a.starts, 1);
    assert_int_equal(a.stops, 1);
    assert_int_equal(a.last.generation, 1);
    assert_int_equal(a.last.collected, 5);
    assert_int_equal(a.last.uncollectable, 0);
    assert_true(a.last.candidates > 0);
    assert_int_equal(b.starts, 2);
    assert_int_equal(b.stops, 2);
    assert_int_equal(b.last.collected, 0);
}

static void look_at_global(struct thing *self) {
    (void)self;
    assert_true(!global || global->id == 9);
}

static void test_F13_places_are_empty_or_new_before_the_release(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    (void)state;
    a->on_death = look_at_global;
    global = a;
    tally__set_thing(&global, make(&mortal_tree_type, 9, NULL, NULL));
    global->on_death = look_at_global;
    tally__drop_thing(&global);
    assert_string_equal(deaths, "1 9 ");
    a = loop(&ring_type, 2);
    assert_true(tally_gc_untrack(a) && !tally_is_tracked(a));
    assert_true(tally_gc_track(a) && tally_is_tracked(a));
    assert_false(tally_gc_call_finalizer(a)); /* it has none */
    tally_decref(a);
    assert_int_equal(tally_gc_collect(2), 1);
}

static void pin_and_count(void) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    assert_false(tally_is_pinned(a));
    tally_pin(a);
    tally_decref(a);
    tally_decref(a);
    assert_true(tally_is_pinned(a));
    assert_int_equal(tally_refcount(a), TALLY_PINNED);
    tally_gc_collect(2);
    _exit(live() == 1 ? 0 : 1);
}

static struct thing *dying;

static void try_the_dead(struct thing *self) {
    struct thing *raw = dying;
    (void)self;
    assert_true(tally_try_incref(raw) == raw);
    tally_decref(raw);
    tally__drop_thing(&dying); /* waits for this finalizer */
    assert_null(tally_try_incref(raw));
}

static void test_F14_unique_pinned_and_try_incref(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    char text[512];
    (void)state;
    assert_true(tally_is_unique(a));
    keep(a);
    assert_false(tally_is_unique(a));
    tally_decref(a);
    assert_int_equal(tally_refcount(a), 1);
    dying = make(&mortal_tree_type, 2, NULL, NULL);
    a->on_death = try_the_dead;
    tally_decref(a);
    assert_int_equal(run_apart(pin_and_count, text, sizeof(text)), 0);
}

/* ---- G: detection -------------------------------------------------------- */

static void test_G1_self_loop(void **state) {
    (void)state;
    tally_decref(loop(&ring_type, 1));
    assert_int_equal(tally_gc_collect(2), 1);
    assert_int_equal(tally_gc_collect(2), 0);
}

static void test_G2_cycle_of_two(void **state) {
    (void)state;
    drop_ring(&ring_type, 2, 1, NULL);
    assert_int_equal(tally_gc_collect(2), 2);
    assert_int_equal(tally_gc_collect(2), 0);
}

/* What C does not show is named by a trace function. */
struct hidden {
    uintptr_t tagged; /* a reference, with the lowest bit set */
};

static void hidden_trace(void *object, tally_visitor *visitor) {
    struct hidden *self = object;
    void *kept = (void *)(self->tagged & ~(uintptr_t)1);
    tally_visit(visitor, &kept);
}

static struct tally_type hidden_type = {
    "hidden", NULL, 3,    sizeof(struct hidden), sizeof(void *), 0, 0,
    NULL,     NULL, hidden_trace, NULL};

static void test_G3_hidden_edges_are_followed(void **state) {
    struct hidden *a = tally__new(struct hidden, hidden_type);
    struct hidden *b = tally__new(struct hidden, hidden_type);
    (void)state;
    a->tagged = (uintptr_t)tally_incref(b) | 1;
    b->tagged = (uintptr_t)tally_incref(a) | 1;
    tally_decref(a);
    tally_decref(b);
    assert_int_equal(tally_gc_collect(2), 2);
}

/* An acyclic type in between, against the promise: it leaks, no more. */
static void hide_a_cycle(void) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    a->left = make(&tree_type, 2, keep(a), NULL);
    tally_decref(a);
    _exit(tally_gc_collect(2) == 0 && live() == 2 ? 0 : 1);
}

static void test_G4_what_is_not_looked_at_hides_a_cycle(void **state) {
    char text[512];
    (void)state;
    assert_int_equal(run_apart(hide_a_cycle, text, sizeof(text)), 0);
}

static void test_G5_what_was_made_while_disabled(void **state) {
    (void)state;
    tally_gc_disable();
    tally_set_threshold(1, 1);
    for (int i = 0; i < 100; i++)
        drop_ring(&ring_type, 2, 1, NULL);
    assert_int_equal(tally_gc_collect(2), 200);
    assert_int_equal(tally_gc_collect(2), 0);
}

static void test_G6_survivors_go_up(void **state) {
    struct thing *a = loop(&ring_type, 1);
    (void)state;
    assert_int_equal(tally_gc_generation(a), 0);
    tally_gc_collect(0);
    assert_int_equal(tally_gc_generation(a), 2);
    tally_decref(keep(a)); /* a candidate again, and old */
    assert_int_equal(tally_gc_generation(a), 1);
    tally_gc_collect(0);
    assert_int_equal(tally_gc_generation(a), 1);
    tally_gc_collect(1);
    assert_int_equal(tally_gc_generation(a), 2);
    tally_gc_collect(2);
    assert_int_equal(tally_gc_generation(a), 2);
    tally_decref(a);
    tally_gc_collect(1);
}

static void test_G7_old_garbage_held_by_young(void **state) {
    struct thing *old = make(&ring_type, 1, NULL, NULL), *young;
    (void)state;
    keep(old);
    tally_decref(old);
    tally_gc_collect(0);
    assert_int_equal(tally_gc_generation(old), 2);
    young = make(&ring_type, 2, NULL, old);
    young->left = young;
    keep(young);
    tally_decref(young);
    assert_int_equal(tally_gc_collect(0), 1); /* and the old one by its count */
    assert_int_equal(live(), 0);
}

static void test_G8_fast_cycles_keep_the_heap_bounded(void **state) {
    uint64_t most = 0;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        drop_ring(&ring_type, 20, 1, NULL);
        if (live() > most)
            most = live();
    }
    assert_true(most < 25000);
}

static uint64_t collections_in(int allocations) {
    uint64_t before = stats_now().collections;
    for (int i = 0; i < allocations; i++)
        drop_ring(&ring_type, 1, 1, NULL);
    return stats_now().collections - before;
}

static void test_G9_automatic_or_not(void **state) {
    (void)state;
    assert_true(collections_in(10000) > 0);
    tally_gc_disable();
    assert_int_equal(collections_in(50000), 0);
    tally_gc_enable();
    tally_set_threshold(0, 0);
    assert_int_equal(collections_in(50000), 0);
}

static void test_G10_tracked_count_is_exact(void **state) {
    struct thing *things[10];
    size_t tracked;
    (void)state;
    for (size_t i = 0; i < 10; i++) {
        things[i] = make(i % 2 ? &ring_type : &tree_type, 1, NULL, NULL);
        tally_gc_get_count(NULL, NULL, &tracked);
        assert_int_equal(tracked, (i + 1) / 2);
    }
    for (size_t i = 0; i < 10; i++) {
        tally_decref(things[i]);
        tally_gc_get_count(NULL, NULL, &tracked);
        assert_int_equal(tracked, 5 - (i + 1) / 2);
    }
}

static void take_one_too_many(void) {
    struct thing *a;
    tally__state.check = 1;
    tally__state.tracking = true;
    a = loop(&ring_type, 1);
    a->right = keep(a);
    tally_decref(a);
    header_of(a)->count -= 1;
    tally_gc_collect(2);
}

static void test_G11_count_too_low_aborts(void **state) {
    (void)state;
    assert_aborts(take_one_too_many, "a 'ring' made at");
    assert_aborts(take_one_too_many, "runtime_heap.h:");
}

static struct seen seen_inside;

static void look_around(struct thing *self) {
    (void)self;
    tally_gc_visit_objects(TALLY_GC_ALL, note_seen, &seen_inside);
    tally_gc_visit_referrers(self, note_seen, &seen_inside);
}

static void test_G12_visiting_inside_a_collection(void **state) {
    struct thing *alive = make(&ring_type, 9, NULL, NULL);
    (void)state;
    seen_inside.count = 0;
    drop_ring(&mortal_ring_type, 3, 1, look_around);
    tally_gc_collect(2);
    assert_int_equal(seen_inside.count, 3); /* the live one, three times */
    assert_int_equal(times_seen(&seen_inside, alive), 3);
    tally_decref(alive);
}

static void test_G13_garbage_that_refers_to_the_frozen(void **state) {
    struct thing *frozen = make(&ring_type, 1, NULL, NULL);
    (void)state;
    tally_gc_freeze();
    assert_true(tally_gc_freeze_count() > 0);
    for (int i = 0; i < 50; i++) {
        struct thing *a = loop(&ring_type, 2);
        a->right = keep(frozen);
        tally_decref(a);
    }
    assert_int_equal(tally_gc_collect(2), 50);
    assert_int_equal(tally_refcount(frozen), 1);
    tally_gc_unfreeze();
    assert_int_equal(tally_gc_freeze_count(), 0);
    tally_decref(frozen);
}

static void test_G14_referents_are_a_multiset(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, keep(a), keep(a));
    struct thing *c = make(&ring_type, 3, a, keep(b));
    struct seen seen = {.count = 0};
    (void)state;
    tally_gc_visit_referents(b, note_seen, &seen);
    tally_gc_visit_referents(c, note_seen, &seen);
    tally_gc_visit_referents(a, note_seen, &seen);
    assert_int_equal(seen.count, 4);
    assert_int_equal(times_seen(&seen, a), 3);
    assert_int_equal(times_seen(&seen, b), 1);
    tally_decref(c);
    tally_decref(b);
}

static void break_the_garbage(enum tally_gc_phase phase,
                              const struct tally_gc_info *info, void *context) {
    (void)info;
    ++((int *)context)[phase];
    if (phase != TALLY_GC_STOP || tally_gc_garbage_count() == 0)
        return;
    tally__drop_thing(&((struct thing *)tally_gc_garbage(0))->left);
    tally_gc_drop_garbage();
}

static void test_G15_callback_empties_the_garbage(void **state) {
    int calls[2] = {0, 0};
    (void)state;
    tally_gc_set_debug(TALLY_GC_DEBUG_SAVEALL);
    tally_gc_add_callback(break_the_garbage, calls);
    drop_ring(&ring_type, 4, 1, NULL);
    assert_int_equal(tally_gc_collect(2), 4);
    assert_int_equal(calls[TALLY_GC_START], 1);
    assert_int_equal(calls[TALLY_GC_STOP], 1);
    assert_int_equal(live(), 0);
    tally_gc_remove_callback(break_the_garbage, calls);
    tally_gc_set_debug(0);
}

static void collect_silently(void) {
    drop_ring(&mortal_ring_type, 4, 1, NULL);
    tally_gc_collect(2);
    tally_gc_set_debug(TALLY_GC_DEBUG_STATS);
    tally_gc_set_debug(0);
    tally_gc_collect(2);
}

static void test_G16_nothing_is_said_without_a_flag(void **state) {
    char text[2048];
    (void)state;
    assert_int_equal(run_apart(collect_silently, text, sizeof(text)), 0);
    assert_string_equal(text, "");
}

/* ---- T5 ------------------------------------------------------------------ */

static void *set_thresholds(void *unused) {
    for (size_t i = 0; i < 100000; i++)
        tally_set_threshold(1 + i % 100, 10 + i % 100);
    return unused;
}

static void test_T5_thresholds_set_by_another_thread(void **state) {
    pthread_t thread;
    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, set_thresholds, NULL), 0);
    for (int i = 0; i < 100000; i++)
        drop_ring(&ring_type, 1, 1, NULL);
    assert_int_equal(pthread_join(thread, NULL), 0);
    tally_gc_collect(2);
    assert_int_equal(live(), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_F1_disabling_is_for_automatic_collection),
        HEAP_TEST(test_F2_collect_gives_what_was_unreachable),
        HEAP_TEST(test_F2_generation_2_needs_no_candidates),
        HEAP_TEST(test_F3_threshold_zero_disables),
        HEAP_TEST(test_F4_counts_are_what_thresholds_compare),
        HEAP_TEST(test_F5_stats_of_each_generation),
        HEAP_TEST(test_F6_objects_of_a_generation),
        HEAP_TEST(test_F7_referrers_and_referents),
        HEAP_TEST(test_F8_tracked_and_finalized),
        HEAP_TEST(test_F9_collections_ignore_the_frozen),
        HEAP_TEST(test_F10_saved_garbage),
        HEAP_TEST(test_F11_debug_text),
        HEAP_TEST(test_F12_callbacks_are_told),
        HEAP_TEST(test_F13_places_are_empty_or_new_before_the_release),
        HEAP_TEST(test_F14_unique_pinned_and_try_incref),
        HEAP_TEST(test_G1_self_loop),
        HEAP_TEST(test_G2_cycle_of_two),
        HEAP_TEST(test_G3_hidden_edges_are_followed),
        HEAP_TEST(test_G4_what_is_not_looked_at_hides_a_cycle),
        HEAP_TEST(test_G5_what_was_made_while_disabled),
        HEAP_TEST(test_G6_survivors_go_up),
        HEAP_TEST(test_G7_old_garbage_held_by_young),
        HEAP_TEST(test_G8_fast_cycles_keep_the_heap_bounded),
        HEAP_TEST(test_G9_automatic_or_not),
        HEAP_TEST(test_G10_tracked_count_is_exact),
        HEAP_TEST(test_G11_count_too_low_aborts),
        HEAP_TEST(test_G12_visiting_inside_a_collection),
        HEAP_TEST(test_G13_garbage_that_refers_to_the_frozen),
        HEAP_TEST(test_G14_referents_are_a_multiset),
        HEAP_TEST(test_G15_callback_empties_the_garbage),
        HEAP_TEST(test_G16_nothing_is_said_without_a_flag),
        HEAP_TEST(test_T5_thresholds_set_by_another_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
