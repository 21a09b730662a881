/* Threads, first part: each has a heap of its own. */
#define _GNU_SOURCE

#include "collection.h"
#include "gc_matrix.h"
#include "tally_weak.h"
#include "tally_weak_map.h"

#include <pthread.h>
#include <sched.h>

/* Runs functions in a thread each, all at a time. Gives what they give. */
#define AT_ONCE 4

static void run_threads(void *(*work)(void *), size_t count, void **results) {
    pthread_t threads[AT_ONCE];
    for (size_t i = 0; i < count; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work,
                                        (void *)(uintptr_t)i),
                         0);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(pthread_join(threads[i], &results[i]), 0);
}

static struct tally_type plain_ring_type = THING_TYPE("plain_ring", 0, NULL);

/* Each thread's own: finalizers run in the thread whose objects they are. */
static PER_THREAD size_t finalized;

static void count_finalizer(void *object) {
    struct thing *self = object;
    finalized++;
    if (self->on_death)
        self->on_death(self);
}

static struct tally_type counted_ring_type =
    THING_TYPE("counted_ring", 0, count_finalizer);

/* ---- X4 ------------------------------------------------------------------ */

static size_t outlived; /* finalized by the thread's end, by the key's value */
static pthread_key_t key;

static void look_back(void *value) {
    (void)value;
    outlived = finalized;
}

static void *leave_rings(void *unused) {
    for (int i = 0; i < 10; i++)
        drop_ring(&counted_ring_type, 20, i, NULL);
    return unused;
}

static void *leave_and_ask(void *unused) {
    leave_rings(unused);
    assert_int_equal(finalized, 0);
    assert_int_equal(tally_thread_exit(), 0);
    return (void *)finalized;
}

/* The first round of destructors is before ours. */
static void again(void *value) {
    if (value == &key)
        pthread_setspecific(key, &outlived);
    else if (value == &outlived)
        pthread_setspecific(key, &finalized);
    else
        look_back(value);
}

static void *leave_and_end(void *unused) {
    pthread_setspecific(key, &key);
    return leave_rings(unused);
}

static void test_X4_end_of_a_thread_collects(void **state) {
    void *results[AT_ONCE];
    struct tally_stats before = stats_now(), after;
    (void)state;
    run_threads(leave_and_ask, AT_ONCE, results);
    for (size_t i = 0; i < AT_ONCE; i++)
        assert_int_equal(results[i], 200);
    assert_int_equal(pthread_key_create(&key, again), 0);
    outlived = 0;
    run_threads(leave_and_end, 1, results);
    pthread_key_delete(key);
    assert_int_equal(outlived, 200);
    after = stats_now(); /* of this thread */
    assert_int_equal(after.objects_made, before.objects_made);
    assert_null(tally__process.heaps->next); /* theirs are gone */
}

static void *go_on_afterwards(void *unused) {
    unsigned number;
    leave_rings(unused);
    number = tally__heap->number;
    assert_int_equal(tally_thread_exit(), 0);
    assert_null(tally__heap);
    assert_int_equal(tally_thread_exit(), 0);
    leave_rings(unused);
    assert_true(tally__heap->number > number);
    return NULL;
}

static void test_X4_thread_goes_on_after_it(void **state) {
    void *results[AT_ONCE];
    (void)state;
    run_threads(go_on_afterwards, 1, results);
    assert_null(tally__process.heaps->next);
}

static void *leave_one(void *unused) {
    (void)unused;
    return make(&plain_ring_type, 7, NULL, NULL);
}

/* What something refers to stays, and is this thread's when no other runs. */
static void test_X4_what_is_left_is_joined(void **state) {
    void *results[2];
    struct thing *one, *two;
    (void)state;
    run_threads(leave_one, 2, results);
    assert_int_equal(tally__process.heaps_ended, 2);
    assert_int_equal(live(), 0);
    tally__heaps_merge();
    assert_int_equal(live(), 2);
    one = results[0], two = results[1];
    assert_int_equal(tally__owner_of(one), tally__heap->number);
    one->left = two;
    two->left = one;
    assert_int_equal(tally_gc_collect(2), 2);
    assert_int_equal(live(), 0);
    assert_null(tally__process.heaps->next);
}

static void nothing(void *context) { ++*(int *)context; }

static void *call_back(void *context) {
    nothing(context);
    return NULL;
}

/* Finalizers from outside, weak references with callbacks, saved objects. */
static void *use_everything(void *unused) {
    int calls = 0;
    struct thing *thing = make(&counted_ring_type, 1, NULL, NULL);
    (void)unused;
    tally_decref(tally_weak_finalize(thing, call_back, &calls));
    tally_gc_set_debug(TALLY_GC_DEBUG_SAVEALL);
    drop_ring(&plain_ring_type, 3, 1, NULL);
    tally_gc_collect(2);
    assert_int_equal(tally_gc_garbage_count(), 3);
    tally_decref(thing);
    assert_int_equal(calls, 1);
    thing = make(&counted_ring_type, 1, NULL, NULL);
    tally_decref(tally_weak_finalize(thing, call_back, &calls));
    tally__weak_init_thing(thing);
    tally_gc_set_debug(0);
    assert_int_equal(tally_thread_exit(), 1);
    assert_int_equal(calls, 2);
    return thing;
}

static void test_X4_end_calls_what_exit_calls(void **state) {
    void *results[AT_ONCE];
    (void)state;
    run_threads(use_everything, AT_ONCE, results);
    tally__heaps_merge();
    for (size_t i = 0; i < AT_ONCE; i++) {
        tally__weak_release(tally__weak_hold(results[i]));
        /* The place that is gone held one. */
        assert_int_equal(tally_refcount(results[i]), 1);
    }
    assert_int_equal(tally__state.stats.weak_records, AT_ONCE);
    for (size_t i = 0; i < AT_ONCE; i++) {
        const void *record = tally__weak_hold(results[i]);
        tally__weak_release(record);
        tally__weak_release(record);
        tally_decref(results[i]);
    }
    assert_int_equal(live(), 0);
}

/* ---- T1, T2 -------------------------------------------------------------- */

static void give_way(struct thing *self) {
    if (self->id % 64 == 0)
        sched_yield();
}

static void *die_deeply(void *unused) {
    size_t made = 0;
    for (int round = 0; round < 20; round++) {
        struct thing *list = NULL;
        for (int i = 0; i < 1000; i++, made++) {
            list = make(&counted_ring_type, i, list, NULL);
            list->on_death = give_way;
        }
        drop_ring(&counted_ring_type, 50, round, give_way);
        made += 50;
        tally_decref(list);
    }
    assert_int_equal(tally_thread_exit(), 0);
    assert_int_equal(finalized, made);
    return unused;
}

static void test_T1_deep_deaths_in_threads(void **state) {
    void *results[AT_ONCE];
    (void)state;
    run_threads(die_deeply, AT_ONCE, results);
}

static int count_one(void *object, void *context) {
    (void)object;
    ++*(size_t *)context;
    return 0;
}

/* Each sees its own objects only, whatever the others do. */
static void *look_and_change(void *unused) {
    struct tally_stats stats;
    for (size_t kept = 1; kept < 200; kept++) {
        struct thing *list = NULL;
        size_t seen = 0;
        for (size_t i = 0; i < kept; i++)
            list = make(&plain_ring_type, 0, list, NULL);
        tally_gc_visit_objects(TALLY_GC_HEAP, count_one, &seen);
        assert_int_equal(seen, kept);
        tally_gc_visit_referrers(list->left, count_one, &seen);
        tally_get_stats(&stats);
        assert_int_equal(stats.objects_live, kept);
        tally_decref(list);
    }
    return unused;
}

static void test_T2_each_thread_sees_its_own(void **state) {
    void *results[AT_ONCE];
    (void)state;
    run_threads(look_and_change, AT_ONCE, results);
}

/* ---- types --------------------------------------------------------------- */

#define MANY 40

static struct tally_type many_types[MANY];

/* All register the same types at a time. */
static void *make_all(void *unused) {
    for (int i = 0; i < MANY; i++)
        tally_decref(make(&many_types[i], i, NULL, NULL));
    return unused;
}

static void test_types_are_registered_by_all(void **state) {
    void *results[AT_ONCE];
    static char names[MANY][16];
    uint32_t before = tally__process.type_count;
    (void)state;
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof(names[i]), "many_%d", i);
        many_types[i] = ring_type;
        many_types[i].name = names[i];
        many_types[i].number = 0;
    }
    run_threads(make_all, AT_ONCE, results);
    assert_int_equal(tally__process.type_count, before + MANY);
}

/* ---- T3, T4, X12: graphs that move ---------------------------------------- */

/* One at a time, from one thread to the next. */
struct hand {
    tally_parcel *parcel;
    struct thing *(*work)(struct thing *root);
};

static void *take_over(void *context) {
    struct hand *hand = context;
    struct thing *root = tally__attach(hand->parcel);
    hand->parcel = NULL;
    root = hand->work(root);
    if (root) {
        hand->parcel = tally_detach(&root);
        assert_non_null(hand->parcel);
        assert_null(root);
    }
    assert_int_equal(tally_thread_exit(), 0);
    return NULL;
}

/* In another thread; gives what that gives back. */
static struct thing *elsewhere(struct thing *root,
                               struct thing *(*work)(struct thing *root)) {
    struct hand hand = {tally_detach(&root), work};
    pthread_t thread;
    assert_non_null(hand.parcel);
    assert_null(tally_thread_error());
    assert_int_equal(pthread_create(&thread, NULL, take_over, &hand), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    return tally__attach(hand.parcel);
}

/* A ring, each with a tree, and a weak reference to its predecessor. */
static struct thing *ring_of(int length) {
    struct thing *last = make(&counted_ring_type, 0, NULL, NULL);
    struct thing *head = keep(last);
    for (int i = 1; i < length; i++) {
        struct thing *next = head;
        head = make(&counted_ring_type, i, next,
                    make(&mortal_tree_type, i, NULL, NULL));
        tally__weak_store_thing(&next->watched, head);
    }
    tally__weak_store_thing(&head->watched, last);
    last->left = keep(head);
    tally_decref(last);
    return head;
}

static struct thing *give_back_after_a_look(struct thing *root) {
    size_t seen = 0;
    struct thing *before;
    tally_gc_visit_objects(TALLY_GC_HEAP, count_one, &seen);
    assert_int_equal(seen, 39);
    assert_int_equal(live(), 39);
    for (int i = 0; i < 20; i++) {
        tally__check_thread(root);
        before = tally__weak_load(root->watched);
        assert_non_null(before);
        assert_ptr_equal(before->left, root);
        tally_decref(before);
        root = tally__set_thing(&root, keep(root->left));
    }
    assert_int_equal(tally_gc_collect(2), 0);
    return root;
}

static struct thing *same(struct thing *root) { return root; }

static struct thing *let_die(struct thing *root) {
    size_t before = finalized;
    tally_decref(root);
    assert_int_equal(tally_collect(), 20);
    assert_int_equal(finalized, before + 20);
    assert_int_equal(live(), 0);
    return NULL;
}

static void test_T4_graphs_move_with_their_weak_places(void **state) {
    struct thing *root = ring_of(20);
    (void)state;
    root = elsewhere(root, give_back_after_a_look);
    assert_int_equal(live(), 39);
    assert_int_equal(tally__weak_is_sound(root), 1);
    let_die(elsewhere(root, give_back_after_a_look));
    root = ring_of(20);
    assert_null(elsewhere(root, let_die));
    assert_int_equal(live(), 0);
    tally__cells_take_back(&tally__heap->pool);
}

/* What others release goes back to the heap whose cells they are. */
static struct thing *churn(struct thing *root) {
    tally_decref(root);
    tally_collect();
    return NULL;
}

static void test_X12_cells_come_back(void **state) {
    size_t mapped;
    (void)state;
    for (int i = 0; i < 20; i++) {
        elsewhere(ring_of(2000), churn);
        if (i == 2)
            mapped = tally__cells_mapped();
    }
    assert_int_equal(tally__cells_mapped(), mapped);
    assert_int_equal(live(), 0);
}

/* Made in a thread that has ended. */
static void *make_parcel(void *unused) {
    struct thing *root = ring_of(300);
    (void)unused;
    return tally_detach(&root);
}

static void test_X12_cells_of_an_ended_thread(void **state) {
    void *results[AT_ONCE];
    (void)state;
    run_threads(make_parcel, AT_ONCE, results);
    for (size_t i = 0; i < AT_ONCE; i++) {
        struct thing *root = tally__attach(results[i]);
        assert_int_equal(live(), 599);
        tally_decref(root);
        assert_int_equal(tally_collect(), 300);
    }
    assert_int_equal(tally__heap->guests.count, 0);
    tally__heaps_tidy();
    assert_null(tally__process.heaps->next);
    assert_int_equal(tally__process.heaps_ended, 0);
}

static void test_X12_guests_when_heaps_are_joined(void **state) {
    void *results[AT_ONCE];
    struct thing *roots[AT_ONCE];
    (void)state;
    run_threads(make_parcel, AT_ONCE, results);
    for (size_t i = 0; i < AT_ONCE; i++)
        roots[i] = tally__attach(results[i]);
    if (tally__cells_mapped() > 0)
        assert_int_equal(tally__heap->guests.count, AT_ONCE * 599);
    tally__heaps_merge();
    assert_int_equal(tally__heap->guests.count, 0);
    for (size_t i = 0; i < AT_ONCE; i++)
        tally_decref(roots[i]);
    assert_int_equal(tally_collect(), AT_ONCE * 300);
    assert_int_equal(live(), 0);
}

static struct thing *look_at_weak(struct thing *root) {
    assert_null(root->watched);
    return root;
}

/* Weak places elsewhere read NULL, those in the graph stay. */
static void test_T4_weak_places_elsewhere(void **state) {
    struct thing *root = make(&plain_ring_type, 1, NULL, NULL), *dead;
    struct thing *watcher = make(&plain_ring_type, 2, NULL, NULL);
    (void)state;
    root->left = make(&tree_type, 3, NULL, NULL);
    tally__weak_store_thing(&watcher->watched, root->left);
    watcher->right = make(&plain_ring_type, 4, NULL, NULL);
    tally__weak_store_thing(&watcher->right->watched, root);
    tally__weak_store_thing(&root->left->watched, root);
    dead = make(&plain_ring_type, 5, NULL, NULL);
    tally__weak_store_thing(&root->watched, dead);
    tally_decref(dead);
    root = elsewhere(root, look_at_weak);
    assert_null(tally__weak_load(watcher->watched));
    assert_null(tally__weak_load(watcher->right->watched));
    tally_decref(watcher);
    watcher = tally__weak_load(root->left->watched);
    assert_ptr_equal(watcher, root);
    tally_decref(watcher);
    tally_decref(root);
}

/* Acyclic things are tracked, and have words, because of maps that are gone. */
static void test_T4_moving_what_was_in_a_map(void **state) {
    struct thing *root = make(&plain_ring_type, 1, NULL, NULL);
    tally_weak_map *map = tally_weak_keys_new(NULL);
    (void)state;
    root->left = make(&tree_type, 2, NULL, NULL);
    tally_weak_map_set(map, root->left, root->left);
    tally_decref(map);
    tally__weak_store_thing(&root->watched, root->left);
    tally_decref(elsewhere(root, same));
    assert_int_equal(tally_gc_collect(2), 0);
    assert_int_equal(live(), 0);
}

/* Everything moves, or is published, while a collection in slices is at work. */
static void test_T4_moving_during_a_collection(void **state) {
    size_t budget = tally_set_pause_budget(1);
    int passes = 0;
    (void)state;
    for (int round = 0; round < 300; round++) {
        struct thing *rings[4];
        for (int i = 0; i < 4; i++)
            rings[i] = ring_of(100);
        tally_gc_collect(0);
        for (int i = 0; i < 400; i++) {
            struct thing *at = keep(rings[i % 4]->left);
            at = tally__set_thing(&at, keep(at->left));
            tally_decref(at);
        }
        passes += tally__heap->pass || tally__pass_begin();
        for (int i = 0; i < round % 50; i++)
            drop_ring(&plain_ring_type, 2, 1, NULL);
        if (round % 100 == 0) {
            rings[0] = elsewhere(rings[0], same);
            assert_int_equal(tally_publish(rings[1]), 1);
        } else {
            tally_parcel *parcel = tally_detach(&rings[0]);
            for (int i = 0; i < 100; i++)
                drop_ring(&plain_ring_type, 2, 1, NULL);
            rings[0] = tally__attach(parcel);
        }
        for (int i = 0; i < 4; i++)
            tally_decref(rings[i]);
    }
    tally_set_pause_budget(budget);
    assert_int_equal(passes, 300);
    tally_gc_collect(2);
    tally__published_free();
    assert_int_equal(live(), 0);
}

/* ---- what does not move --------------------------------------------------- */

static struct thing *outside;

static void refused(struct thing **place, const char *why) {
    uint64_t before = live();
    assert_null(tally_detach(place));
    assert_non_null(*place);
    assert_non_null(tally_thread_error());
    if (!strstr(tally_thread_error(), why))
        fail_msg("%s", tally_thread_error());
    assert_int_equal(live(), before);
}

static void test_what_is_not_isolated_stays(void **state) {
    static const struct tally_layout layout = {1, thing_refs};
    static struct { struct thing *place; } place;
    static struct tally_root roots[] = {{&place, &layout}};
    static struct tally_unit unit = {"unit.c", roots, 1, NULL, 0};
    struct thing *root = make(&plain_ring_type, 1, NULL, NULL);
    struct thing *other = make(&plain_ring_type, 2, NULL, NULL);
    struct thing *nothing_there = NULL;
    struct tally_weak_finalizer *finalizer;
    (void)state;
    root->left = make(&tree_type, 3, NULL, NULL);
    assert_null(tally_detach(&nothing_there));
    outside = keep(root->left);
    refused(&root, "a variable, or something that is no object refers to its "
                   "'tree'");
    other->left = outside;
    refused(&root, "a 'plain_ring' at ");
    other->left = NULL;
    tally__register_unit(&unit);
    place.place = outside;
    refused(&root, "a static place of unit.c refers to its 'tree'");
    tally__leave_unit(&unit);
    tally__weak_store_thing(&root->watched, other);
    refused(&root, "a weak place in it refers to an object elsewhere, a "
                   "'plain_ring'");
    tally__weak_store_thing(&root->watched, NULL);
    finalizer = tally_weak_finalize(root->left, call_back, &place);
    refused(&root, "waits for the death of an object, a 'tree'");
    tally_weak_detach(finalizer, NULL);
    tally_decref(finalizer);
    tally_decref(other);
    tally_decref(elsewhere(root, look_at_weak));
}

/* At each of the allocations in turn. */
static void test_X8_memory_is_out_while_moving(void **state) {
    struct thing *root = ring_of(100);
    struct thing *watcher = make(&plain_ring_type, 0, NULL, NULL);
    tally_parcel *parcel = NULL;
    (void)state;
    tally__weak_store_thing(&watcher->watched, root);
    for (uint64_t n = 1; !parcel; n++) {
        tally__state.fail_alloc = tally__state.allocations + n;
        parcel = tally_detach(&root);
        tally__state.fail_alloc = 0;
        if (!parcel) {
            assert_string_equal(tally_thread_error(), "memory is out");
            assert_int_equal(tally_gc_collect(2), 0);
            assert_int_equal(live(), 200);
        }
    }
    assert_int_equal(live(), 1);
    tally_decref(watcher);
    tally_decref(tally__attach(parcel));
    assert_int_equal(tally_collect(), 100);
}

/* ---- published ------------------------------------------------------------ */

static struct thing *published;

/* A ring of things with trees, weak references in it, and one weak reference
 * from outside, made before. Published once; others follow. */
static void publish_ring(void) {
    published = ring_of(50);
    assert_int_equal(tally_publish(published), 1);
    assert_null(tally_thread_error());
    assert_int_equal(tally_publish(published), 1);
    assert_int_equal(tally_refcount(published), TALLY_PINNED);
}

static void *read_published(void *unused) {
    struct thing *own = make(&plain_ring_type, 1, NULL, NULL);
    struct thing *at = keep(published);
    (void)unused;
    for (int i = 0; i < 5000; i++) {
        struct thing *before = tally__weak_load(at->watched);
        assert_ptr_equal(before->left, at);
        tally_decref(before);
        tally__check_thread(at);
        tally__weak_store_thing(&own->watched, at);
        tally__weak_store_thing(&own->watched, at->right);
        tally__share_thing(&own->right, at->right ? at->right : at);
        tally__share_thing(&at, at->left);
        if (i % 1000 == 0) {
            own->left = keep(own);
            assert_int_equal(tally_gc_collect(2), 0);
            tally__set_thing(&own->left, NULL);
        }
        if (i % 100 == 0)
            tally_decref(tally_weakref_new(at, NULL, NULL));
    }
    at = tally__set_thing(&at, NULL);
    tally_decref(own);
    assert_int_equal(live(), 0);
    assert_int_equal(finalized, 0);
    return NULL;
}

static void publish_and_read(void) {
    void *results[AT_ONCE];
    struct tally_header before;
    struct thing *own = make(&plain_ring_type, 1, NULL, NULL);
    publish_ring();
    before = *header_of(published);
    run_threads(read_published, AT_ONCE, results);
    assert_memory_equal(header_of(published), &before, sizeof(before));
    own->left = keep(published);
    tally_decref(own);
    tally_decref(published);
    assert_int_equal(tally_gc_collect(2), 0);
    assert_int_equal(live(), 99);
    tally__published_free();
    assert_int_equal(live(), 0);
}

static void test_F9_published_objects_are_not_written_to(void **state) {
    (void)state;
    publish_and_read();
    publish_and_read();
}

static struct thing *refer_to_published(struct thing *root) {
    assert_ptr_equal(root->left, published);
    assert_ptr_equal(tally__weak_load(root->watched), published);
    return root;
}

static void test_T4_moving_beside_published_objects(void **state) {
    struct thing *root = make(&plain_ring_type, 1, NULL, NULL), *other;
    (void)state;
    publish_ring();
    root->left = published;
    tally__weak_store_thing(&root->watched, published);
    root = elsewhere(root, refer_to_published);
    tally_decref(root);
    other = published;
    assert_null(tally_detach(&other));
    assert_string_equal(tally_thread_error(),
                        "it is pinned or published, and every thread's");
    tally__published_free();
}

static void test_what_is_not_published(void **state) {
    struct thing *root = make(&plain_ring_type, 1, NULL, NULL);
    struct thing *other = make(&plain_ring_type, 2, NULL, NULL);
    tally_weakref *ref;
    (void)state;
    assert_int_equal(tally_publish(NULL), 0);
    tally__weak_store_thing(&root->watched, other);
    assert_int_equal(tally_publish(root), 0);
    assert_non_null(strstr(tally_thread_error(), "refers to an object else"));
    ref = tally_weakref_new(root, NULL, NULL);
    assert_int_equal(tally_publish(root), 0);
    assert_non_null(strstr(tally_thread_error(), "waits for the death"));
    tally_decref(ref);
    assert_int_equal(tally_publish(other), 1);
    assert_int_equal(tally_publish(root), 1);
    assert_ptr_equal(tally__weak_load(root->watched), other);
    tally__published_free();
    assert_int_equal(live(), 0);
}

static void test_X8_memory_is_out_while_publishing(void **state) {
    struct thing *root = ring_of(100);
    int done = 0;
    (void)state;
    for (uint64_t n = 1; !done; n++) {
        tally__state.fail_alloc = tally__state.allocations + n;
        done = tally_publish(root);
        tally__state.fail_alloc = 0;
        if (!done) {
            assert_string_equal(tally_thread_error(), "memory is out");
            assert_int_equal(tally_refcount(root), 2);
        }
    }
    tally__published_free();
    assert_int_equal(live(), 0);
}

/* What units without TALLY_THREADS do. */
static void test_X10_counting_published_objects_the_other_way(void **state) {
    struct tally_header *header;
    (void)state;
    publish_ring();
    header = header_of(published);
    for (int i = 0; i < 1000; i++) {
        header->count += 1;
        assert_true((int32_t)header->count < 0);
        tally__incref_slow(published);
        assert_int_equal(tally_refcount(published), TALLY_PINNED);
    }
    for (int i = 0; i < 1000; i++) {
        header->count -= 1;
        assert_true((int32_t)header->count < 0);
        tally__decref_slow(published);
    }
    assert_true(is_published(published));
    tally__published_free();
}

/* ---- counted by another thread ------------------------------------------- */

static void *count_it(void *object) {
    pthread_setname_np(pthread_self(), "worker");
    tally__check_thread(object);
    return NULL;
}

static void count_elsewhere(void) {
    pthread_t thread;
    struct thing *thing = make(&plain_ring_type, 1, NULL, NULL);
    tally__check_thread(thing);
    pthread_create(&thread, NULL, count_it, thing);
    pthread_join(thread, NULL);
}

static void test_counting_elsewhere_is_seen(void **state) {
    char text[256];
    int pipes[2], status;
    ssize_t length;
    (void)state;
    assert_int_equal(pipe(pipes), 0);
    fflush(NULL);
    if (fork() == 0) {
        dup2(pipes[1], 2);
        count_elsewhere();
        _exit(0);
    }
    close(pipes[1]);
    wait(&status);
    length = read(pipes[0], text, sizeof(text) - 1);
    close(pipes[0]);
    text[length > 0 ? length : 0] = '\0';
    assert_true(WIFSIGNALED(status));
    assert_non_null(strstr(text, "a 'plain_ring', is counted by thread 2 "
                                 "('worker'), but it belongs to thread 1 ('"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_counting_elsewhere_is_seen),
        HEAP_TEST(test_X4_end_of_a_thread_collects),
        HEAP_TEST(test_X4_thread_goes_on_after_it),
        HEAP_TEST(test_X4_what_is_left_is_joined),
        HEAP_TEST(test_X4_end_calls_what_exit_calls),
        HEAP_TEST(test_T1_deep_deaths_in_threads),
        HEAP_TEST(test_T2_each_thread_sees_its_own),
        HEAP_TEST(test_types_are_registered_by_all),
        HEAP_TEST(test_T4_graphs_move_with_their_weak_places),
        HEAP_TEST(test_T4_weak_places_elsewhere),
        HEAP_TEST(test_T4_moving_what_was_in_a_map),
        HEAP_TEST(test_T4_moving_during_a_collection),
        HEAP_TEST(test_X12_cells_come_back),
        HEAP_TEST(test_X12_cells_of_an_ended_thread),
        HEAP_TEST(test_X12_guests_when_heaps_are_joined),
        HEAP_TEST(test_what_is_not_isolated_stays),
        HEAP_TEST(test_X8_memory_is_out_while_moving),
        HEAP_TEST(test_F9_published_objects_are_not_written_to),
        HEAP_TEST(test_T4_moving_beside_published_objects),
        HEAP_TEST(test_what_is_not_published),
        HEAP_TEST(test_X8_memory_is_out_while_publishing),
        HEAP_TEST(test_X10_counting_published_objects_the_other_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
