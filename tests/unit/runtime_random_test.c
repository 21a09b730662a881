/* Random heaps: whatever a program does, after a full collection exactly the
 * objects that its variables reach are alive, and all counts are right. The
 * finalizers resurrect, break cycles, allocate, and take weak references.
 *
 * The same of collections in slices: the program goes on between any two of
 * their steps. Nothing is collected at one go there, so what a pass misses, and
 * leaves without a candidate, shows. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

#include "collection.h"

enum { ROOTS = 40, WEAKS = 10, STEPS = 6000, SEEDS = 40 };

static struct thing *roots[ROOTS];
static struct thing *weaks[WEAKS];
static uint64_t seed;
static bool in_slices;
static unsigned passes_changed; /* begun, and ended after other steps */

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

/* What a path leads to, borrowed: nothing on it is counted. */
static struct thing *somewhere(void) {
    struct thing *thing = *random_root();
    for (unsigned i = below(6); i > 0 && thing; i--) {
        struct thing *next = below(2) ? thing->left : thing->right;
        if (next)
            thing = next;
    }
    return thing;
}

/* Stores that count nothing but what is stored. */
static void move_quietly(void) {
    struct thing *from = somewhere(), *to = somewhere();
    struct thing **source, **target, *moved, *old;
    if (!from || !to || is_acyclic(from) || is_acyclic(to))
        return;
    source = below(2) ? &from->left : &from->right;
    target = below(2) ? &to->left : &to->right;
    moved = *source;
    old = source != target ? *target : NULL;
    if (!moved || below(4) == 0) {
        *source = NULL;
        tally_decref(moved);
    } else if (below(2)) {
        *source = NULL; /* it moves */
        *target = keep(moved);
        tally_decref(moved);
        tally_decref(old);
    } else if (source != target) {
        *target = keep(moved);
        tally_decref(old);
    }
}

static void some_slices(void) {
    if (tally__state.pass) {
        tally__pass_slice(1 + below(20), UINT64_MAX);
        passes_changed += !tally__state.pass;
    } else if (below(20) == 0) {
        tally__pass_begin();
    }
}

static void collect_something(void) {
    struct thing **place = random_root();
    switch (below(in_slices ? 4 : 1)) {
    case 0:
        if (!in_slices || below(8) == 0)
            tally_collect();
        break;
    case 1:
        tally_collect_from(keep(*place));
        break;
    case 2:
        tally_collect_from(tally__take_thing(place));
        break;
    default:
        tally_gc_collect(TALLY_GC_YOUNG);
    }
}

/* Few things are counted, and many die of it. */
static void step_quietly(void) {
    struct thing *new, *at;
    if (below(3)) {
        move_quietly();
        return;
    }
    if (below(20) == 0) {
        collect_something();
        return;
    }
    new = random_thing();
    at = somewhere();
    if (!at || is_acyclic(at) || is_acyclic(new) || below(40) == 0) {
        tally__set_thing(random_root(), new);
        return;
    }
    new->left = keep(at->left);
    if (below(3) == 0)
        new->right = keep(somewhere());
    tally__set_thing(&at->left, new);
}

/* Holds what it works on: any operation may run a finalizer. */
static void step(void) {
    struct thing **place = random_root();
    struct thing *a = keep(*random_root()), *b = keep(*random_root());
    switch (below(16)) {
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
    case 11:
    case 12:
    case 13:
    case 14:
        move_quietly();
        break;
    default:
        if (below(50) == 0)
            collect_something();
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

static uint64_t events(void) {
    return tally__state.stats.finalized + tally__state.stats.found;
}

static void full_collection(void) {
    if (!in_slices) {
        tally_collect();
        return;
    }
    tally_gc_collect(TALLY_GC_YOUNG);
    if (!tally__state.pass)
        assert_true(tally__pass_begin());
    while (tally__state.pass)
        tally__pass_slice(1 + below(100), UINT64_MAX);
}

/* A pass that is under way misses what became garbage after its begin; and
 * one that has found something, what hangs on that. */
static void collect_all(void) {
    int quiet = 0;
    while (quiet < 2) {
        uint64_t before = events();
        full_collection();
        quiet = events() == before ? quiet + 1 : 0;
    }
}

static void drop_all(void) {
    for (int round = 0; round < 100 && (round == 0 || live() > 0); round++) {
        for (int i = 0; i < ROOTS; i++)
            tally__drop_thing(&roots[i]);
        collect_all();
    }
    for (int i = 0; i < WEAKS; i++)
        tally__weak_drop_thing(&weaks[i]);
    assert_int_equal(live(), 0);
    assert_int_equal(tally__state.stats.weak_records, 0);
}

static void run_randomly(uint64_t from, uint64_t to) {
    tally__state.check = 1;
    tally__state.tracking = true;
    for (uint64_t run = from; run <= to; run++) {
        seed = run;
        tally_set_threshold(1 + below(20), in_slices ? SIZE_MAX : below(40));
        for (int i = 1; i <= STEPS; i++) {
            if (in_slices && below(8))
                step_quietly();
            else
                step();
            if (in_slices)
                some_slices();
            if (i % 500 == 0) {
                collect_all();
                assert_int_equal(live(), reachable());
            }
        }
        drop_all();
    }
    /* The program did what the test is about. */
    assert_true(tally__state.stats.resurrected > 100);
    assert_true(tally__state.stats.found > 1000);
    assert_true(tally__state.stats.collections >
                tally__state.stats.collections_full + 100);
}

static void test_exactly_the_reachable_live(void **state) {
    (void)state;
    run_randomly(1, SEEDS);
}

static void test_the_same_in_slices(void **state) {
    (void)state;
    in_slices = true;
    run_randomly(SEEDS + 1, 2 * SEEDS);
    in_slices = false;
    assert_true(passes_changed > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_exactly_the_reachable_live),
        HEAP_TEST(test_the_same_in_slices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
