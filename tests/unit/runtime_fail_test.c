/* Memory runs out at each allocation of the runtime, one at a time: nothing
 * crashes, and all counts are right afterwards.
 *
 * Each scenario runs in a process of its own for each number of an allocation,
 * from the first on, until a run has none with that number. The handler has the
 * allocation tried again, and then there is memory; what the runtime can do
 * without it does without. In the end everything has to be gone, by TALLY_CHECK,
 * too; and without the handler, a run ends with the message or well. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

#include <signal.h>

#include "collection.h"
#include "tally_weak.h"
#include "tally_weak_map.h"

TALLY__REF(things, struct thing **)

static const struct tally_ref element_refs[] = {
    {0, 1, 0, NULL, TALLY_REF_STRONG}};
static const struct tally_layout element_layout = {1, element_refs};
static struct tally_sized_type array_type = {
    {"thing *[]", NULL, 0, 0, sizeof(void *), TALLY_TYPE_SIZED, 0, NULL, NULL,
     NULL, NULL},
    0,
    sizeof(struct thing *),
    &element_layout};

static struct thing *saved;

/* ---- scenarios: each leaves nothing ------------------------------------------ */

static struct thing *ring(struct tally_type *type, int length) {
    struct thing *last = make(type, 0, NULL, NULL), *head = keep(last);
    for (int i = 1; i < length; i++)
        head = make(type, i, head, NULL);
    tally__set_thing(&last->left, head);
    return last;
}

static void save(struct thing *self) { tally__set_thing(&saved, keep(self)); }

static void cycles(void) {
    tally_decref(ring(&ring_type, 30));
    tally_decref(ring(&mortal_ring_type, 20));
    tally_collect();
    tally_decref(ring(&ring_type, 10));
    tally_gc_collect(TALLY_GC_YOUNG);
    tally_collect_from(ring(&ring_type, 10));
}

static void resurrections(void) {
    struct thing *thing = ring(&mortal_ring_type, 40);
    thing->on_death = save;
    tally_decref(thing);
    tally_collect();
    tally__drop_thing(&saved);
    tally_collect();
}

static void many_candidates(void) {
    struct thing *things[260];
    for (int i = 0; i < 260; i++)
        things[i] = keep(make(&ring_type, i, NULL, NULL));
    for (int i = 0; i < 260; i++)
        tally_decref(things[i]);
    tally_collect();
    for (int i = 0; i < 260; i++)
        tally_decref(keep(things[i]));
    for (int i = 0; i < 260; i++)
        tally_decref(things[i]);
}

static void slices(void) {
    struct thing *live = ring(&ring_type, 40), *dead;
    tally_collect();
    dead = ring(&ring_type, 40);
    tally_gc_collect(TALLY_GC_YOUNG);
    tally_decref(keep(live));
    tally_decref(dead);
    if (!tally__pass_begin())
        tally_collect();
    for (int i = 0; tally__state.pass; i++) {
        if (i == 10)
            tally__set_thing(&live->right, make(&ring_type, 1, NULL, NULL));
        tally__pass_slice(5, UINT64_MAX);
    }
    tally_decref(live);
}

static void weak_places(void) {
    struct thing *ring_thing = ring(&mortal_ring_type, 3), *read = NULL;
    struct thing *tree = make(&tree_type, 1, NULL, NULL);
    struct thing *weak[2] = {NULL, NULL};
    struct thing *trees[70];
    tally__weak_store_thing(&weak[0], ring_thing);
    tally__weak_store_thing(&weak[1], tree);
    for (int i = 0; i < 70; i++) { /* the table grows */
        trees[i] = make(&tree_type, i, NULL, NULL);
        tally__weak_store_thing(&trees[i]->watched, trees[i / 2]);
        tally__weak_store_thing(&trees[0]->watched, trees[i]);
    }
    read = tally__weak_load_thing(&weak[0]);
    tally_decref(read);
    tally_decref(ring_thing);
    tally_decref(tree);
    for (int i = 0; i < 70; i++)
        tally_decref(trees[i]);
    tally_collect();
    for (int i = 0; i < 2; i++)
        tally__weak_drop_thing(&weak[i]);
}

static void arrays(void) {
    struct thing **array = tally__new_array(struct thing *, array_type, 3);
    struct thing **other = tally_incref(array), **tried;
    array[0] = make(&tree_type, 1, NULL, NULL);
    array[1] = make(&ring_type, 2, tally_incref(array), NULL);
    tally__resize(&array, 2000, array_type);
    array[1999] = keep(array[0]);
    tally__resize(&other, 1, array_type);
    tried = tally__try_new_array(struct thing *, array_type, 500);
    if (tried)
        tried[499] = make(&mortal_tree_type, 3, NULL, NULL);
    tally_decref(tried);
    if (tally__try_resize(&array, 4000, array_type))
        array[3999] = make(&tree_type, 4, NULL, NULL);
    tally_decref(array);
    tally_decref(other);
    tally_collect();
}

static void tried_objects(void) {
    struct thing *things[20];
    for (int i = 0; i < 20; i++)
        things[i] = tally__try_new(struct thing, mortal_ring_type);
    for (int i = 0; i < 20; i++)
        tally_decref(things[i]);
}

static void note_death(tally_weakref *ref, void *context) {
    (void)ref;
    ++*(int *)context;
}

static void *count_call(void *context) {
    ++*(int *)context;
    return NULL;
}

static void watchers(void) {
    static int calls;
    struct thing *thing = ring(&ring_type, 2);
    tally_weakref *refs[3] = {tally_weakref_new(thing, NULL, NULL),
                              tally_weakref_new(thing, note_death, &calls),
                              tally_weakref_new(thing, NULL, NULL)};
    tally_weak_finalizer *finalizer =
        tally_weak_finalize(thing, count_call, &calls);
    tally_decref(tally_weakref_get(refs[1]));
    tally_decref(thing);
    tally_collect();
    assert_int_equal(calls, 2);
    for (int i = 0; i < 3; i++)
        tally_decref(refs[i]);
    tally_decref(finalizer);
}

static void weak_maps(void) {
    tally_weak_map *maps[3] = {tally_weak_keys_new(NULL),
                               tally_weak_values_new(NULL),
                               tally_weak_set_new(NULL)};
    struct thing *things[40];
    for (int i = 0; i < 40; i++) {
        things[i] = make(i % 2 ? &ring_type : &tree_type, i, NULL, NULL);
        tally_weak_map_set(maps[0], things[i], things[i]);
        tally_weak_map_set(maps[1], &things[i], things[i]);
        tally_weak_set_add(maps[2], things[i]);
    }
    for (int i = 0; i < 40; i++)
        tally_decref(things[i]);
    tally_gc_collect(TALLY_GC_FULL);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(tally_weak_map_length(maps[i]), 0);
        tally_decref(maps[i]);
    }
}

static void hear(enum tally_gc_phase phase, const struct tally_gc_info *info,
                 void *context) {
    (void)phase, (void)info;
    ++*(int *)context;
}

static void observers(void) {
    static int heard;
    bool added = tally_gc_add_callback(hear, &heard);
    tally_decref(ring(&mortal_ring_type, 30));
    tally_gc_set_debug(TALLY_GC_DEBUG_SAVEALL);
    tally_collect();
    tally_gc_set_debug(0);
    if (added)
        tally_gc_remove_callback(hear, &heard);
    tally_gc_drop_garbage();
    tally_collect();
}

static void freezing(void) {
    struct thing *thing = ring(&ring_type, 40);
    tally_gc_freeze();
    tally_decref(thing);
    tally_gc_unfreeze();
    tally_collect();
}

/* ---- one after the other ------------------------------------------------------ */

static int try_again(size_t size) {
    (void)size;
    return 1;
}

enum { WELL = 0, WELL_WITH_FAILURE = 7 };

/* What could not be noted is found by a collection of everything. */
static int run_with_failure(void (*scenario)(void), uint64_t number,
                            tally_oom_handler handler) {
    struct state *state = &tally__state;
    tally_set_oom_handler(handler);
    state->check = 1;
    state->tracking = true;
    state->allocations = 0;
    state->fail_alloc = number;
    scenario();
    state->fail_alloc = 0;
    tally_gc_collect(TALLY_GC_FULL);
    tally__check("after the scenario", true);
    if (live() != 0 || state->stats.weak_records != 0) {
        fprintf(stderr, "left: %d objects, %d records\n", (int)live(),
                (int)state->stats.weak_records);
        return 1;
    }
    return state->allocations >= number ? WELL_WITH_FAILURE : WELL;
}

static int status_of(void (*scenario)(void), uint64_t number,
                     tally_oom_handler handler, char *output, size_t size) {
    int ends[2], status;
    size_t used = 0;
    ssize_t got;
    pid_t child;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    child = fork();
    if (child == 0) {
        dup2(ends[1], 2);
        close(ends[0]);
        exit(run_with_failure(scenario, number, handler));
    }
    close(ends[1]);
    while ((got = read(ends[0], output + used, size - 1 - used)) > 0)
        used += (size_t)got;
    output[used] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

/* What is wrong with a run; NULL if nothing. */
static const char *problem_of(int status, const char *output, bool may_abort) {
    if (WIFEXITED(status) && (WEXITSTATUS(status) == WELL ||
                              WEXITSTATUS(status) == WELL_WITH_FAILURE))
        return NULL;
    if (may_abort && WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT &&
        strstr(output, "out of memory"))
        return NULL;
    return *output ? output : "ends without a word";
}

static void fail_each(void (*scenario)(void)) {
    static char output[4096];
    int status = -1;
    for (uint64_t number = 1; status != WELL; number++) {
        for (int alone = 1; alone >= 0; alone--) {
            const char *problem;
            status = status_of(scenario, number, alone ? NULL : try_again,
                               output, sizeof(output));
            problem = problem_of(status, output, alone);
            if (problem)
                fail_msg("allocation %d: %s", (int)number, problem);
        }
        status = WEXITSTATUS(status);
    }
}

#define FAILING(scenario)                              \
    static void test_##scenario(void **state) {        \
        (void)state;                                   \
        fail_each(scenario);                           \
    }

FAILING(cycles)
FAILING(resurrections)
FAILING(many_candidates)
FAILING(slices)
FAILING(weak_places)
FAILING(arrays)
FAILING(tried_objects)
FAILING(watchers)
FAILING(weak_maps)
FAILING(observers)
FAILING(freezing)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cycles),
        cmocka_unit_test(test_resurrections),
        cmocka_unit_test(test_many_candidates),
        cmocka_unit_test(test_slices),
        cmocka_unit_test(test_weak_places),
        cmocka_unit_test(test_arrays),
        cmocka_unit_test(test_tried_objects),
        cmocka_unit_test(test_watchers),
        cmocka_unit_test(test_weak_maps),
        cmocka_unit_test(test_observers),
        cmocka_unit_test(test_freezing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
