/* The acceptance matrix, rows Z and X: finalizers and resurrection, and what
 * went wrong elsewhere. */
#define _POSIX_C_SOURCE 200809L
#include "gc_matrix.h"
#include "tally_weak.h"

#include <errno.h>
#include <pthread.h>
#include <sys/resource.h>

static struct thing *global, *weak_place, *saved[8];
static size_t saved_count;

static struct thing *seen(void) { return tally__weak_load_thing(&weak_place); }

static void rescue(struct thing *self) {
    saved[saved_count++] = keep(self);
}

static void drop_saved(void) {
    while (saved_count > 0)
        tally_decref(saved[--saved_count]);
}

/* ---- Z ------------------------------------------------------------------- */

static void test_Z1_finalizer_runs_once(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    (void)state;
    tally__weak_store_thing(&weak_place, a);
    tally_decref(a);
    assert_string_equal(deaths, "1 ");
    assert_null(seen());
    tally_gc_collect(2);
    assert_string_equal(deaths, "1 ");
    tally__weak_drop_thing(&weak_place);
}

static void be_sane(struct thing *self) {
    assert_int_equal(self->left->id, self->id % 3 + 1);
    assert_int_equal(self->left->left->left->id, self->id);
    assert_int_equal(self->right->id, 9);
}

static void test_Z2_finalizer_sees_a_whole_object(void **state) {
    struct thing *c = make(&mortal_ring_type, 3, NULL, NULL);
    struct thing *b = make(&mortal_ring_type, 2, keep(c), NULL);
    struct thing *a = make(&mortal_ring_type, 1, b, NULL);
    struct thing *all[] = {a, b, c};
    (void)state;
    c->left = keep(a);
    for (int i = 0; i < 3; i++) {
        all[i]->right = make(&mortal_tree_type, 9, NULL, NULL);
        all[i]->on_death = be_sane;
    }
    tally_decref(a);
    tally_decref(c);
    assert_int_equal(tally_gc_collect(2), 3);
    assert_int_equal(strlen(deaths), 12);
}

static void test_Z3_resurrection_by_its_count(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL), *got;
    (void)state;
    tally__weak_store_thing(&weak_place, a);
    a->on_death = rescue;
    tally_decref(a);
    got = seen();
    assert_ptr_equal(got, a);
    tally_decref(got);
    drop_saved();
    assert_string_equal(deaths, "1 "); /* and not again */
    assert_null(seen());
    tally__weak_drop_thing(&weak_place);
}

static char called[64];

static void call(tally_weakref *ref, void *context) {
    assert_null(tally_weakref_get(ref));
    strcat(called, context);
}

static char a_name[] = "a ", b_name[] = "b ";

/* Only those with a callback are dead when a finalizer saves the object. */
static void test_Z4_resurrection_of_a_cycle(void **state) {
    struct thing *a = loop(&mortal_ring_type, 1), *got;
    tally_weakref *plain = tally_weakref_new(a, NULL, NULL);
    tally_weakref *calling = tally_weakref_new(a, call, a_name);
    (void)state;
    called[0] = '\0';
    a->on_death = rescue;
    tally_decref(a);
    assert_int_equal(tally_gc_collect(2), 0);
    assert_string_equal(called, "a ");
    assert_true(tally_weakref_is_dead(calling));
    got = tally_weakref_get(plain);
    assert_ptr_equal(got, a);
    tally_decref(got);
    drop_saved();
    assert_int_equal(tally_gc_collect(2), 1);
    assert_null(tally_weakref_get(plain));
    assert_string_equal(deaths, "1 ");
    tally_decref(plain);
    tally_decref(calling);
}

static void commit_suicide(struct thing *self) {
    tally__drop_thing(&self->left);
}

static void do_nothing(struct thing *self) { (void)self; }

/* All mixes of four: simple, suicidal, resurrecting. */
static void test_Z6_mixed_cycles(void **state) {
    static void (*const ways[])(struct thing *) = {do_nothing, commit_suicide,
                                                   rescue};
    (void)state;
    for (int mix = 0; mix < 81; mix++) {
        struct thing *all[4], *head = NULL;
        int at = mix, rescued = 0;
        deaths[0] = '\0';
        for (int i = 0; i < 4; i++, at /= 3) {
            head = make(&mortal_ring_type, i + 1, head, NULL);
            all[i] = head;
            head->on_death = ways[at % 3];
            rescued += at % 3 == 2;
        }
        all[0]->left = head;
        keep(head);
        tally_decref(keep(all[0]));
        tally_decref(head);
        tally_gc_collect(2);
        assert_int_equal(strlen(deaths), 8); /* each once */
        assert_int_equal(saved_count, rescued);
        for (size_t i = 0; i < saved_count; i++)
            assert_true(saved[i]->id >= 1 && saved[i]->id <= 4);
        drop_saved();
        tally_gc_collect(2);
        assert_int_equal(live(), 0);
        assert_int_equal(strlen(deaths), 8);
    }
}

static int intact;

static void look_at_all(struct thing *self) {
    const struct thing *at = self;
    do
        at = at->left;
    while (at && at != self);
    intact += at == self;
}

static void test_Z7_finalizers_before_any_clearing(void **state) {
    (void)state;
    intact = 0;
    drop_ring(&mortal_ring_type, 10, 1, look_at_all);
    assert_int_equal(tally_gc_collect(2), 10);
    assert_int_equal(intact, 10);
}

static void test_Z8_resurrection_is_transitive(void **state) {
    struct thing *cargo = loop(&ring_type, 5);
    struct thing *lazarus = loop(&mortal_ring_type, 1);
    (void)state;
    lazarus->right = cargo;
    lazarus->on_death = rescue;
    tally_decref(lazarus);
    assert_int_equal(tally_gc_collect(2), 0);
    assert_int_equal(saved[0]->right->id, 5);
    assert_ptr_equal(saved[0]->right->left, cargo);
    assert_int_equal(tally_refcount(cargo), 2);
    drop_saved();
    assert_int_equal(tally_gc_collect(2), 2);
}

static void test_Z9_resurrection_spares_no_others(void **state) {
    struct thing *z = loop(&mortal_ring_type, 1);
    (void)state;
    z->on_death = rescue;
    tally_gc_disable();
    for (int i = 0; i < 100; i++)
        drop_ring(&ring_type, 1, 7, NULL);
    tally_decref(z);
    assert_int_equal(tally_gc_collect(2), 100);
    assert_int_equal(live(), 1);
    drop_saved();
    assert_int_equal(tally_gc_collect(2), 1);
}

static void make_and_collect(struct thing *self) {
    drop_ring(&mortal_ring_type, 2, 0, NULL);
    if (self->id % 17 == 0)
        tally_gc_collect(2);
}

static void test_Z10_finalizers_allocate_and_collect(void **state) {
    struct thing *chain = NULL;
    (void)state;
    tally_set_threshold(1, 1);
    for (int i = 0; i < 150; i++) {
        chain = make(&mortal_ring_type, i, chain, NULL);
        chain->on_death = make_and_collect;
    }
    tally_decref(chain);
    tally_gc_collect(2);
    tally_gc_collect(2);
    assert_int_equal(live(), 0);
}

/* Whatever the order, each runs, and finds the others whole. */
static void test_Z11_order_in_a_cycle_does_not_matter(void **state) {
    (void)state;
    for (int first = 0; first < 5; first++) {
        struct thing *all[5];
        intact = 0;
        deaths[0] = '\0';
        for (int i = 0; i < 5; i++) {
            all[i] = make(&mortal_ring_type, i, NULL, NULL);
            all[i]->on_death = look_at_all;
        }
        for (int i = 0; i < 5; i++)
            all[i]->left = keep(all[(i + 1) % 5]);
        for (int i = 0; i < 5; i++)
            tally_decref(all[(first + i) % 5]);
        assert_int_equal(tally_gc_collect(2), 5);
        assert_int_equal(intact, 5);
        assert_int_equal(strlen(deaths), 10);
    }
}

static void disturb(struct thing *self) {
    (void)self;
    errno = ENOENT;
}

static void disturb_too(tally_weakref *ref, void *context) {
    (void)ref, (void)context;
    errno = ENOTDIR;
}

static void test_Z12_errno_is_kept(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    struct thing *b = loop(&mortal_ring_type, 2);
    tally_weakref *refs[2] = {tally_weakref_new(a, disturb_too, NULL),
                              tally_weakref_new(b, disturb_too, NULL)};
    (void)state;
    a->on_death = b->on_death = disturb;
    errno = EDOM;
    tally_decref(a);
    assert_int_equal(errno, EDOM);
    tally_decref(b);
    tally_gc_collect(2);
    assert_int_equal(errno, EDOM);
    assert_string_equal(deaths, "1 2 ");
    tally_decref(refs[0]);
    tally_decref(refs[1]);
}

static const struct tally_ref one_ref[] = {
    {0, 1, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout one = {1, one_ref};
static struct tally_root roots[] = {{&global, &one}};
static struct tally_unit unit = {"unit.c", roots, 1, NULL, 0};

static void say(struct thing *self) { fprintf(stderr, "%d ", self->id); }

static void leave_a_cycle_in_a_static_place(void) {
    tally__register_unit(&unit);
    global = loop(&mortal_ring_type, 7);
    global->on_death = say;
}

static void leave_by_an_error(void) {
    leave_a_cycle_in_a_static_place();
    exit(3);
}

static void leave_saved_garbage(void) {
    tally_gc_set_debug(TALLY_GC_DEBUG_SAVEALL);
    drop_ring(&ring_type, 3, 1, NULL);
    tally_gc_collect(2);
}

static void test_Z14_garbage_at_exit(void **state) {
    char text[512];
    (void)state;
    assert_int_equal(
        run_apart(leave_a_cycle_in_a_static_place, text, sizeof(text)), 0);
    assert_string_equal(text, "7 ");
    assert_int_equal(
        WEXITSTATUS(run_apart(leave_by_an_error, text, sizeof(text))), 3);
    assert_string_equal(text, "7 ");
    assert_int_equal(run_apart(leave_saved_garbage, text, sizeof(text)), 0);
    assert_string_equal(text, "");
}

static void test_Z15_descriptor_goes_before_its_objects(void **state) {
    struct tally_type passing = {"passing", NULL, 9, sizeof(struct thing),
                                 sizeof(void *), 0, 0, &thing_layout,
                                 thing_finalizer, NULL, NULL};
    struct thing *a = make(&passing, 1, NULL, NULL);
    struct thing *b = loop(&passing, 2);
    (void)state;
    memset(&passing, 0xa5, sizeof(passing));
    tally_decref(a);
    tally_decref(b);
    assert_int_equal(tally_gc_collect(2), 1);
    assert_string_equal(deaths, "1 2 ");
}

static void test_Z16_asking_runs_nothing(void **state) {
    struct thing *a = loop(&mortal_ring_type, 1);
    struct seen seen_objects = {.count = 0};
    (void)state;
    tally_gc_visit_objects(TALLY_GC_HEAP, note_seen, &seen_objects);
    tally_gc_visit_referrers(a, note_seen, &seen_objects);
    assert_false(tally_is_finalized(a));
    tally_gc_collect(2);
    tally_gc_freeze();
    tally_gc_unfreeze();
    assert_string_equal(deaths, "");
    tally_decref(a);
    tally_gc_collect(2);
    assert_string_equal(deaths, "1 ");
}

static tally_weakref *registry;

static void find_in_the_registry(struct thing *self) {
    struct thing *got = tally_weakref_get(registry), *place = seen();
    assert_ptr_equal(got, place);
    assert_non_null(got);
    assert_ptr_equal(self->left->left, self);
    tally_decref(got);
    tally_decref(place);
}

static void test_Z17_weak_references_serve_finalizers(void **state) {
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL);
    struct thing *b = make(&mortal_ring_type, 2, a, NULL);
    (void)state;
    a->left = keep(b);
    a->on_death = b->on_death = find_in_the_registry;
    registry = tally_weakref_new(a, NULL, NULL);
    tally__weak_store_thing(&weak_place, a);
    tally_decref(b);
    assert_int_equal(tally_gc_collect(2), 2);
    assert_int_equal(strlen(deaths), 4);
    assert_null(tally_weakref_get(registry));
    assert_null(seen());
    tally__weak_drop_thing(&weak_place);
    tally_decref(registry);
}

static tally_weakref *made[2];

static void make_references(struct thing *self) {
    made[0] = tally_weakref_new(self, NULL, NULL);
    made[1] = tally_weakref_new(self->left, call, b_name);
    tally__weak_store_thing(&weak_place, self);
}

static void test_Z18_references_made_by_finalizers(void **state) {
    struct thing *a = loop(&mortal_ring_type, 1);
    (void)state;
    called[0] = '\0';
    a->on_death = make_references;
    tally_decref(a);
    assert_int_equal(tally_gc_collect(2), 1);
    assert_null(tally_weakref_get(made[0]));
    assert_null(tally_weakref_get(made[1]));
    assert_null(seen());
    assert_string_equal(called, "");
    tally__weak_drop_thing(&weak_place);
    tally_decref(made[0]);
    tally_decref(made[1]);
}

/* ---- X ------------------------------------------------------------------- */

#if defined __SANITIZE_ADDRESS__ || defined TALLY_DEBUG
enum { MANY = 1000000 };
#else
enum { MANY = 10000000 };
#endif

static void many(void) {
    struct rlimit limit = {256 << 10, 256 << 10};
    struct thing *list = NULL;
    setrlimit(RLIMIT_STACK, &limit);
    tally_gc_disable();
    for (int i = 0; i < MANY; i++)
        list = make(&tree_type, i, list, NULL);
    tally_decref(list);
    if (live() > 0)
        _exit(1);
    drop_ring(&ring_type, MANY, 0, NULL);
    _exit(tally_gc_collect(2) == MANY && live() == 0 ? 0 : 2);
}

static void test_X1_long_lists_and_rings_take_no_stack(void **state) {
    char text[512];
    (void)state;
    assert_int_equal(run_apart(many, text, sizeof(text)), 0);
}

static void make_a_root(struct thing *self) {
    (void)self;
    if (saved_count < 8)
        saved[saved_count++] = loop(&ring_type, 5);
}

static void test_X2_finalizers_make_roots(void **state) {
    (void)state;
    tally_set_threshold(1, 1);
    tally_gc_disable();
    drop_ring(&mortal_ring_type, 8, 1, make_a_root);
    drop_ring(&ring_type, 100, 1, NULL);
    tally_gc_enable();
    assert_int_equal(tally_gc_collect(2), 108);
    assert_int_equal(live(), 8);
    drop_saved();
    assert_int_equal(tally_gc_collect(2), 8);
}

static void test_X3_members_of_cycles_are_finalized(void **state) {
    (void)state;
    drop_ring(&mortal_ring_type, 3, 1, NULL);
    tally_gc_collect(2);
    assert_int_equal(strlen(deaths), 6);
}

static void test_X6_acyclic_objects_are_no_candidates(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    size_t young, old;
    (void)state;
    for (int i = 0; i < 1000; i++)
        tally_decref(keep(a));
    tally_gc_get_count(&young, &old, NULL);
    assert_int_equal(young + old, 0);
    tally_decref(a);
}

/* A list that lives, and a gateway to it that is counted all the time. */
static void test_X7_gateway_does_not_have_the_heap_scanned(void **state) {
    struct thing *list = NULL;
    uint64_t full;
    (void)state;
    for (int i = 0; i < 100000; i++)
        list = make(&ring_type, i, list, NULL);
    tally_gc_collect(2);
    full = stats_now().collections_full;
    for (int i = 0; i < 200000; i++) {
        tally_decref(keep(list));
        drop_ring(&ring_type, 2, 0, NULL);
    }
    assert_true(stats_now().collections > 0);
    assert_int_equal(stats_now().collections_full, full);
    tally_decref(list);
}

static uint64_t failing;

static void collect_without_memory(void) {
    tally_weakref *ref;
    tally__state.fail_alloc = tally__state.allocations + failing;
    drop_ring(&mortal_ring_type, 20, 1, NULL);
    global = loop(&mortal_ring_type, 1);
    global->on_death = rescue;
    ref = tally_weakref_new(global, call, a_name);
    tally__drop_thing(&global);
    tally_gc_collect(2);
    drop_saved();
    tally_gc_collect(2);
    tally_decref(ref);
}

static void test_X8_memory_is_out_while_collecting(void **state) {
    (void)state;
    for (failing = 1; failing < 60; failing++) {
        char text[1024];
        int status = run_apart(collect_without_memory, text, sizeof(text));
        if (status != 0)
            assert_non_null(strstr(text, "tally: out of memory"));
    }
}

static void *never(void *context) {
    fprintf(stderr, "called ");
    return context;
}

static void register_late(struct thing *self) {
    fprintf(stderr, "%d ", self->id);
    tally_decref(tally_weak_finalize(self, never, NULL));
    tally_decref(tally_weak_finalize(self->right, never, NULL));
}

static void finalize_at_the_very_end(void) {
    leave_a_cycle_in_a_static_place();
    global->right = make(&tree_type, 8, NULL, NULL);
    global->on_death = register_late;
    tally_decref(tally_weak_finalize(global, never, NULL));
}

static void test_X9_finalizer_registered_while_all_is_released(void **state) {
    char text[512];
    (void)state;
    assert_int_equal(run_apart(finalize_at_the_very_end, text, sizeof(text)),
                     0);
    assert_string_equal(text, "called 7 ");
}

static void overflow(void) {
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL);
    keep(a);
    header_of(a)->count = UINT32_C(0x7ffffffd);
    for (int i = 0; i < 10; i++)
        keep(a);
    for (int i = 0; i < 1000000; i++)
        tally_decref(a);
    tally_gc_collect(2);
    _exit(tally_is_pinned(a) && live() == 1 && !*deaths ? 0 : 1);
}

static void test_X10_count_saturates(void **state) {
    char text[512];
    (void)state;
    assert_int_equal(run_apart(overflow, text, sizeof(text)), 0);
}

static int traced_half_made;

static void check_made(void *object, tally_visitor *visitor) {
    struct thing *self = object;
    traced_half_made += self->id != 42;
    tally_visit(visitor, &self->right);
}

static void test_X13_half_made_objects_are_not_traced(void **state) {
    static struct tally_type careful = {
        "careful", NULL, 5, sizeof(struct thing), sizeof(void *), 0, 0, NULL,
        NULL, check_made, NULL};
    struct thing *list = NULL;
    (void)state;
    tally__state.collect_every = 1;
    for (int i = 0; i < 100; i++)
        list = tally__new_with(struct thing, careful, .id = 42, .right = list);
    tally__state.collect_every = 0;
    assert_int_equal(traced_half_made, 0);
    tally_decref(list);
}

static int wakes[2];

static void *wait_for_the_end(void *unused) {
    char byte;
    if (read(wakes[0], &byte, 1) < 0)
        return NULL;
    return unused;
}

static void collect_in_the_child(void) {
    drop_ring(&ring_type, 10, 1, NULL);
    _exit(tally_gc_collect(2) == 30 && live() == 0 ? 0 : 1);
}

static void test_X14_collecting_after_a_fork(void **state) {
    pthread_t thread;
    char text[512];
    (void)state;
    assert_int_equal(pipe(wakes), 0);
    assert_int_equal(pthread_create(&thread, NULL, wait_for_the_end, NULL), 0);
    drop_ring(&ring_type, 20, 1, NULL);
    assert_int_equal(run_apart(collect_in_the_child, text, sizeof(text)), 0);
    assert_int_equal(write(wakes[1], "", 1), 1);
    assert_int_equal(pthread_join(thread, NULL), 0);
    close(wakes[0]);
    close(wakes[1]);
    assert_int_equal(tally_gc_collect(2), 20);
}

/* ---- X5 ------------------------------------------------------------------ */

static const struct tally_ref root_refs[] = {
    {0, 1, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout root_layout = {1, root_refs};
static struct thing *root;
static struct tally_root root_places[] = {{&root, &root_layout}};
static struct tally_unit root_unit = {"roots.c", root_places, 1, NULL, 0};

/* A static place, a cycle, and one that was closed without counting. */
static void fill_heap(int first) {
    struct thing *a, *b;
    root = make(&mortal_ring_type, first, loop(&mortal_ring_type, first + 1),
                NULL);
    tally_decref(loop(&mortal_ring_type, first + 2));
    a = make(&ring_type, 0, NULL, NULL);
    b = make(&ring_type, 0, a, NULL);
    a->left = b;
}

static void assert_nothing_is_kept(void) {
    const struct state *heap = &tally__state;
    assert_int_equal(live(), 0);
    assert_int_equal(heap->bytes_live, 0);
    assert_null(heap->pool.chunks);
    assert_true(heap->first_block == UINTPTR_MAX);
    assert_null(heap->young.items);
    assert_null(heap->old.items);
    assert_null(heap->weak.buckets);
    assert_null(heap->heap.entries);
    assert_null(heap->guests.cells);
    assert_null(heap->uses);
    assert_int_equal(tally__process.type_count, 0);
}

static void test_X5_shutdown_gives_all_back(void **state) {
    struct tally_stats before = stats_now(), after;
    (void)state;
    tally__register_unit(&root_unit);
    for (int round = 0; round < 3; round++) {
        deaths[0] = '\0';
        fill_heap(1);
        assert_int_equal(tally_shutdown(), 0);
        assert_null(root);
        assert_int_equal(strlen(deaths), 6);
        assert_int_equal(strncmp(deaths, "1 ", 2), 0);
        assert_nothing_is_kept();
    }
    after = stats_now();
    assert_int_equal(after.objects_made - before.objects_made, 15);
    assert_int_equal(after.objects_freed - before.objects_freed, 15);
    assert_int_equal(after.bytes_made - before.bytes_made,
                     15 * sizeof(struct thing));
    assert_int_equal(after.objects_live, 0);
}

static void test_X5_what_is_referenced_is_left(void **state) {
    struct thing *local = make(&ring_type, 7, NULL, NULL);
    (void)state;
    fill_heap(1);
    assert_int_equal(tally_shutdown(), 1);
    assert_int_equal(local->id, 7);
    tally_decref(local);
    assert_int_equal(tally_shutdown(), 0);
    assert_nothing_is_kept();
}

static void *call_note(void *context) { return strcat(context, "called "); }

static void test_X5_calls_what_the_exit_calls(void **state) {
    struct thing *local = make(&ring_type, 7, NULL, NULL);
    (void)state;
    tally_decref(tally_weak_finalize(local, call_note, deaths));
    assert_int_equal(tally_shutdown(), 1);
    assert_string_equal(deaths, "called ");
    tally_decref(local);
    assert_string_equal(deaths, "called ");
    assert_int_equal(tally_shutdown(), 0);
    assert_nothing_is_kept();
}

static pthread_barrier_t both;

static void *use_the_runtime(void *unused) {
    tally_decref(loop(&ring_type, 1));
    pthread_barrier_wait(&both);
    pthread_barrier_wait(&both);
    return unused;
}

static void test_X5_not_beside_other_threads(void **state) {
    pthread_t thread;
    (void)state;
    assert_int_equal(pthread_barrier_init(&both, NULL, 2), 0);
    assert_int_equal(pthread_create(&thread, NULL, use_the_runtime, NULL), 0);
    pthread_barrier_wait(&both);
    root = make(&mortal_ring_type, 1, NULL, NULL);
    assert_true(tally_shutdown() == TALLY_GC_ERROR);
    assert_non_null(root);
    pthread_barrier_wait(&both);
    pthread_join(thread, NULL);
    assert_int_equal(tally_shutdown(), 0);
    assert_string_equal(deaths, "1 ");
    assert_nothing_is_kept();
    pthread_barrier_destroy(&both);
}

static void shut_down_inside(struct thing *self) {
    (void)self;
    tally_shutdown();
}

static void die_with_shutdown(void) {
    struct thing *thing = make(&mortal_ring_type, 1, NULL, NULL);
    thing->on_death = shut_down_inside;
    tally_decref(thing);
}

static void test_X5_not_in_finalizers(void **state) {
    (void)state;
    assert_aborts(die_with_shutdown,
                  "tally_shutdown in a finalizer or a callback");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_Z1_finalizer_runs_once),
        HEAP_TEST(test_Z2_finalizer_sees_a_whole_object),
        HEAP_TEST(test_Z3_resurrection_by_its_count),
        HEAP_TEST(test_Z4_resurrection_of_a_cycle),
        HEAP_TEST(test_Z6_mixed_cycles),
        HEAP_TEST(test_Z7_finalizers_before_any_clearing),
        HEAP_TEST(test_Z8_resurrection_is_transitive),
        HEAP_TEST(test_Z9_resurrection_spares_no_others),
        HEAP_TEST(test_Z10_finalizers_allocate_and_collect),
        HEAP_TEST(test_Z11_order_in_a_cycle_does_not_matter),
        HEAP_TEST(test_Z12_errno_is_kept),
        HEAP_TEST(test_Z14_garbage_at_exit),
        HEAP_TEST(test_Z15_descriptor_goes_before_its_objects),
        HEAP_TEST(test_Z16_asking_runs_nothing),
        HEAP_TEST(test_Z17_weak_references_serve_finalizers),
        HEAP_TEST(test_Z18_references_made_by_finalizers),
        HEAP_TEST(test_X1_long_lists_and_rings_take_no_stack),
        HEAP_TEST(test_X2_finalizers_make_roots),
        HEAP_TEST(test_X3_members_of_cycles_are_finalized),
        HEAP_TEST(test_X5_shutdown_gives_all_back),
        HEAP_TEST(test_X5_what_is_referenced_is_left),
        HEAP_TEST(test_X5_calls_what_the_exit_calls),
        HEAP_TEST(test_X5_not_beside_other_threads),
        HEAP_TEST(test_X5_not_in_finalizers),
        HEAP_TEST(test_X6_acyclic_objects_are_no_candidates),
        HEAP_TEST(test_X7_gateway_does_not_have_the_heap_scanned),
        HEAP_TEST(test_X8_memory_is_out_while_collecting),
        HEAP_TEST(test_X9_finalizer_registered_while_all_is_released),
        HEAP_TEST(test_X10_count_saturates),
        HEAP_TEST(test_X13_half_made_objects_are_not_traced),
        HEAP_TEST(test_X14_collecting_after_a_fork),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
