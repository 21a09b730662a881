/* Threads, first part: each has a heap of its own. */
#define _GNU_SOURCE

#include "gc_matrix.h"
#include "tally_weak.h"

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
