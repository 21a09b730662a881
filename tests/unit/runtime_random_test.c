/* Random heaps: whatever a program does, after a full collection exactly the
 * objects that its variables reach are alive, and all counts are right. The
 * finalizers resurrect, break cycles, allocate, and take weak references. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

enum { ROOTS = 40, WEAKS = 10, STEPS = 6000, SEEDS = 12 };

static struct thing *roots[ROOTS];
static struct thing *weaks[WEAKS];
static uint64_t seed;

static unsigned below(unsigned limit) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % limit;
}

static bool is_acyclic(const struct thing *thing) {
    return !object_has(thing, FLAG_CYCLIC);
}

static struct thing **random_root(void) {
    return &roots[below(ROOTS)];
}

static void misbehave(struct thing *self);

static struct thing *random_thing(void) {
    struct tally_type *types[] = {&ring_type, &mortal_ring_type, &tree_type,
                                  &mortal_tree_type};
    struct thing *thing = make(types[below(4)], (int)below(1000), NULL, NULL);
    thing->on_death = misbehave;
    return thing;
}

/* Acyclic things keep their promise: they refer only to acyclic things that
 * refer to nothing. */
static void link_things(struct thing *from, struct thing *to, bool left) {
    if (!from || (is_acyclic(from) && to &&
                  (!is_acyclic(to) || to->left || to->right || to == from ||
                   from->id <= to->id)))
        return;
    if (from->left == to || from->right == to)
        return;
    tally__set_thing(left ? &from->left : &from->right, keep(to));
}

/* A new thing that `from` refers to and that refers to `to`. */
static void grow_between(struct thing *from, struct thing *to) {
    struct thing *thing = random_thing();
    link_things(thing, to, true);
    link_things(thing, from, false);
    link_things(from, thing, below(2));
    tally_decref(thing);
}

static void misbehave(struct thing *self) {
    deaths[0] = '\0';
    switch (below(8)) {
    case 0:
        tally__set_thing(random_root(), keep(self));
        break;
    case 1:
        tally__drop_thing(&self->left);
        break;
    case 2:
        tally__drop_thing(random_root());
        break;
    case 3:
        tally__weak_store_thing(&weaks[below(WEAKS)], self);
        break;
    case 4:
        if (!is_acyclic(self))
            link_things(self, *random_root(), true);
        break;
    case 5:
        tally__set_thing(random_root(),
                         tally__weak_load_thing(&weaks[below(WEAKS)]));
        break;
    default:
        break;
    }
}

/* Holds what it works on: any operation may run a finalizer. */
static void step(void) {
    struct thing **place = random_root();
    struct thing *a = keep(*random_root()), *b = keep(*random_root());
    switch (below(12)) {
    case 0:
        tally__set_thing(place, random_thing());
        break;
    case 1:
    case 2:
        grow_between(a, b);
        break;
    case 3:
    case 4:
    case 5:
        link_things(a, b, below(2));
        break;
    case 6:
        tally__drop_thing(place);
        break;
    case 7:
        if (a)
            tally__set_thing(place, keep(a->left));
        break;
    case 8:
        tally__weak_store_thing(&weaks[below(WEAKS)], a);
        break;
    case 9:
        tally__set_thing(place, tally__weak_load_thing(&weaks[below(WEAKS)]));
        break;
    case 10:
        if (a)
            tally__weak_store_thing(&a->watched, b);
        break;
    default:
        if (below(50) == 0)
            tally_collect();
    }
    tally_decref(a);
    tally_decref(b);
}

/* ---- the model ----------------------------------------------------------- */

static struct thing *seen[100000];
static size_t seen_count;

static void see(struct thing *thing) {
    if (!thing)
        return;
    for (size_t i = 0; i < seen_count; i++)
        if (seen[i] == thing)
            return;
    seen[seen_count++] = thing;
}

static size_t reachable(void) {
    seen_count = 0;
    for (int i = 0; i < ROOTS; i++)
        see(roots[i]);
    for (size_t i = 0; i < seen_count; i++) {
        see(seen[i]->left);
        see(seen[i]->right);
    }
    return seen_count;
}

static void collect_all(void) {
    uint64_t before;
    do {
        before = tally__state.stats.finalized;
        tally_collect();
    } while (tally__state.stats.finalized != before);
}

static void test_exactly_the_reachable_live(void **state) {
    (void)state;
    tally__state.check = 1;
    tally__state.tracking = true;
    for (uint64_t run = 1; run <= SEEDS; run++) {
        seed = run;
        tally_set_threshold(1 + below(20), below(40));
        for (int i = 1; i <= STEPS; i++) {
            step();
            if (i % 500 == 0) {
                collect_all();
                assert_int_equal(live(), reachable());
            }
        }
        for (int i = 0; i < ROOTS; i++)
            tally__drop_thing(&roots[i]);
        for (int round = 0; round < 100 && live() > 0; round++) {
            for (int i = 0; i < ROOTS; i++)
                tally__drop_thing(&roots[i]);
            tally_collect();
        }
        for (int i = 0; i < WEAKS; i++)
            tally__weak_drop_thing(&weaks[i]);
        assert_int_equal(live(), 0);
        assert_int_equal(tally__state.stats.weak_records, 0);
    }
    /* The program did what the test is about. */
    assert_true(tally__state.stats.resurrected > 100);
    assert_true(tally__state.stats.found > 1000);
    assert_true(tally__state.stats.collections >
                tally__state.stats.collections_full + 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_exactly_the_reachable_live),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
