/* The acceptance matrix, rows D, W5 and X11: weak maps and sets. */
#define _POSIX_C_SOURCE 200809L
#include "gc_matrix.h"
#include "tally_weak.h"
#include "tally_weak_map.h"

static struct thing *things[64];

static void make_things(struct tally_type *type, int count) {
    for (int i = 0; i < count; i++)
        things[i] = make(type, i, NULL, NULL);
}

static void drop(int i) {
    tally_decref(things[i]);
    things[i] = NULL;
}

static void drop_things(void) {
    for (int i = 0; i < 64; i++)
        drop(i);
}

static const void *number(size_t i) { return (const void *)(i + 1); }

static int got_is(tally_weak_map *map, const void *key, const void *wanted) {
    void *got = tally_weak_map_get(map, key);
    tally_decref(got);
    return got == wanted;
}

static struct tally_type *const all_types[] = {&ring_type, &mortal_ring_type,
                                               &tree_type, &mortal_tree_type};

/* ---- W5, D1 -------------------------------------------------------------- */

static void test_W5_entries_go_with_their_objects(void **state) {
    (void)state;
    for (int t = 0; t < 4; t++) {
        tally_weak_map *keys = tally_weak_keys_new(NULL);
        tally_weak_map *values = tally_weak_values_new(NULL);
        tally_weak_map *set = tally_weak_set_new(NULL);
        struct thing *value = make(&ring_type, 100, NULL, NULL);
        make_things(all_types[t], 40);
        for (size_t i = 0; i < 40; i++) {
            assert_true(tally_weak_map_set(keys, things[i], value));
            assert_true(tally_weak_map_set(values, number(i), things[i]));
            assert_true(tally_weak_set_add(set, things[i]));
        }
        assert_int_equal(tally_refcount(value), 41);
        for (int i = 0; i < 40; i += 2)
            drop(i);
        assert_int_equal(tally_refcount(value), 21);
        assert_int_equal(tally_weak_map_length(keys), 20);
        assert_int_equal(tally_weak_map_length(values), 20);
        assert_int_equal(tally_weak_map_length(set), 20);
        for (size_t i = 1; i < 40; i += 2) {
            assert_true(got_is(keys, things[i], value));
            assert_true(got_is(values, number(i), things[i]));
            assert_true(got_is(set, things[i], things[i]));
            assert_true(got_is(values, number(i - 1), NULL));
        }
        tally_decref(keys);
        assert_int_equal(tally_refcount(value), 1);
        tally_decref(value);
        drop_things();
        assert_int_equal(tally_weak_map_length(values), 0);
        assert_int_equal(tally_weak_map_length(set), 0);
        tally_decref(values);
        tally_decref(set);
        tally_gc_collect(2);
    }
}

static void test_D1_lengths_and_missing_keys(void **state) {
    tally_weak_map *keys = tally_weak_keys_new(NULL);
    (void)state;
    make_things(&tree_type, 2);
    assert_null(tally_weak_map_get(keys, things[0]));
    assert_false(tally_weak_map_remove(keys, things[0]));
    assert_null(tally_weak_map_pop(keys, things[0]));
    assert_null(tally_weak_map_pop_last(keys));
    assert_false(tally_weak_map_set(keys, NULL, things[1]));
    assert_false(tally_weak_map_set(keys, things[0], NULL));
    assert_true(tally_weak_map_set(keys, things[0], things[1]));
    assert_false(tally_weak_map_set(keys, things[0], things[1]));
    assert_int_equal(tally_weak_map_length(keys), 1);
    drop(0);
    assert_int_equal(tally_weak_map_length(keys), 0);
    assert_int_equal(tally_refcount(things[1]), 1);
    tally_decref(keys);
    drop_things();
}

/* ---- D2, D3 -------------------------------------------------------------- */

static int churn(void *key, void *value, void *context) {
    tally_weak_map *map = context;
    size_t before = tally_weak_map_length(map);
    (void)key, (void)value;
    drop_ring(&ring_type, 2, 1, NULL);
    assert_true(tally_weak_map_length(map) <= before);
    return 0;
}

static void test_D2_lengths_under_collections(void **state) {
    (void)state;
    for (size_t threshold = 1; threshold < 100; threshold++) {
        tally_weak_map *keys = tally_weak_keys_new(NULL);
        tally_weak_map *set = tally_weak_set_new(NULL);
        tally_set_threshold(threshold, 1);
        for (int i = 0; i < 40; i++) {
            struct thing *a = loop(&ring_type, i);
            tally_weak_map_set(keys, a, a);
            tally_weak_set_add(set, a);
            tally_decref(a);
            assert_true(tally_weak_map_length(keys) <= (size_t)i + 1);
            assert_true(tally_weak_map_length(set) <= (size_t)i + 1);
        }
        tally_weak_map_visit(set, churn, set);
        tally_weak_map_visit(keys, churn, keys);
        tally_gc_collect(2);
        assert_int_equal(tally_weak_map_length(keys), 0);
        assert_int_equal(tally_weak_map_length(set), 0);
        tally_decref(keys);
        tally_decref(set);
    }
}

static int visits;

static int drop_others(void *key, void *value, void *context) {
    tally_weak_map *map = context;
    (void)key, (void)value;
    visits++;
    for (int i = 0; i < 20; i++)
        if (things[i] && tally_refcount(things[i]) == 1)
            drop(i);
    assert_int_equal(tally_weak_map_length(map), 1);
    return 0;
}

static int remove_and_add_again(void *key, void *value, void *context) {
    struct thing *thing = key;
    (void)value;
    if (++visits > 20)
        return 1;
    assert_true(tally_weak_map_remove(context, thing));
    assert_false(tally_weak_map_has(context, thing));
    assert_true(tally_weak_set_add(context, thing));
    return 0;
}

static int clear_it(void *key, void *value, void *context) {
    (void)key, (void)value;
    visits++;
    tally_weak_map_clear(context);
    return 0;
}

static void test_D3_changes_while_visiting(void **state) {
    tally_weak_map *set = tally_weak_set_new(NULL);
    (void)state;
    make_things(&tree_type, 20);
    for (int i = 0; i < 20; i++)
        tally_weak_set_add(set, things[i]);
    visits = 0;
    tally_weak_map_visit(set, remove_and_add_again, set);
    assert_int_equal(visits, 21);
    assert_int_equal(tally_weak_map_length(set), 20);
    visits = 0;
    tally_weak_map_visit(set, drop_others, set);
    assert_int_equal(visits, 1);
    drop_things();
    assert_int_equal(tally_weak_map_length(set), 0);
    make_things(&ring_type, 10);
    for (int i = 0; i < 10; i++)
        tally_weak_set_add(set, things[i]);
    visits = 0;
    tally_weak_map_visit(set, clear_it, set);
    assert_int_equal(visits, 1);
    assert_int_equal(tally_weak_map_length(set), 0);
    tally_decref(set);
    drop_things();
}

/* ---- D4 ------------------------------------------------------------------ */

static void test_D4_old_value_leaves_the_new_one(void **state) {
    tally_weak_map *values = tally_weak_values_new(NULL);
    (void)state;
    make_things(&mortal_ring_type, 2);
    tally_weak_map_set(values, number(1), things[0]);
    tally_weak_map_set(values, number(1), things[1]);
    drop(0);
    assert_true(got_is(values, number(1), things[1]));
    assert_int_equal(tally_weak_map_length(values), 1);
    drop(1);
    assert_int_equal(tally_weak_map_length(values), 0);
    tally_decref(values);
}

/* ---- D5 ------------------------------------------------------------------ */

static tally_weak_map *compared;
static bool deletes;

static uint64_t same_hash(const void *key) {
    (void)key;
    return 7;
}

static int delete_and_compare(const void *one, const void *other) {
    int equal = ((const struct thing *)one)->id ==
                ((const struct thing *)other)->id;
    for (int i = 0; deletes && i < 20; i += 3)
        if (things[i] && things[i] != one && things[i] != other)
            drop(i);
    return equal;
}

static const struct tally_key_kind deleting = {same_hash, delete_and_compare,
                                               NULL, NULL};

static void test_D5_comparisons_that_delete(void **state) {
    (void)state;
    compared = tally_weak_keys_new(&deleting);
    make_things(&tree_type, 20);
    deletes = false;
    for (int i = 0; i < 20; i++)
        tally_weak_map_set(compared, things[i], things[19]);
    deletes = true;
    assert_true(tally_weak_map_remove(compared, things[1]));
    assert_int_equal(tally_weak_map_length(compared), 12);
    assert_true(tally_weak_map_has(compared, things[2]));
    deletes = false;
    tally_decref(compared);
    drop_things();
}

/* ---- D7 ------------------------------------------------------------------ */

static uint64_t hash_text(const void *key) {
    uint64_t hash = 5381;
    for (const char *c = key; *c; c++)
        hash = hash * 33 + (unsigned char)*c;
    return hash;
}
static int equal_texts(const void *one, const void *other) {
    return strcmp(one, other) == 0;
}
static void *copy_text(const void *key) {
    char *copy = malloc(strlen(key) + 1);
    return strcpy(copy, key);
}
static const struct tally_key_kind texts = {hash_text, equal_texts, copy_text,
                                            free};

static int note_value(void *key, void *value, void *context) {
    (void)key;
    return note_seen(value, context);
}

static void test_D7_maps(void **state) {
    tally_weak_map *one = tally_weak_values_new(&texts), *two;
    struct seen seen = {.count = 0};
    char key[] = "b";
    void *got;
    (void)state;
    make_things(&tree_type, 4);
    tally_weak_map_set(one, "a", things[0]);
    tally_weak_map_set(one, key, things[1]);
    key[0] = 'c';
    got = tally_weak_map_default(one, key, things[2]);
    assert_ptr_equal(got, things[2]);
    tally_decref(got);
    got = tally_weak_map_default(one, "b", things[2]);
    assert_ptr_equal(got, things[1]);
    tally_decref(got);
    two = tally_weak_map_copy(one);
    assert_int_equal(tally_weak_map_length(two), 3);
    got = tally_weak_map_pop_last(two);
    assert_ptr_equal(got, things[2]);
    tally_decref(got);
    got = tally_weak_map_pop(two, "a");
    assert_ptr_equal(got, things[0]);
    tally_decref(got);
    tally_weak_map_set(two, "d", things[3]);
    assert_false(tally_weak_map_is_within(two, one));
    tally_weak_map_update(one, two);
    assert_true(tally_weak_map_is_within(two, one));
    tally_weak_map_visit(one, note_value, &seen);
    assert_int_equal(seen.count, 4);
    for (int i = 0; i < 4; i++)
        assert_ptr_equal(seen.objects[i], things[i]); /* as added */
    tally_decref(one);
    tally_weak_map_clear(two);
    assert_int_equal(tally_weak_map_length(two), 0);
    tally_decref(two);
    drop_things();
}

static void test_D7_sets(void **state) {
    tally_weak_map *low = tally_weak_set_new(NULL), *even, *both;
    (void)state;
    even = tally_weak_set_new(NULL);
    make_things(&ring_type, 10);
    for (int i = 0; i < 10; i++) {
        if (i < 5)
            tally_weak_set_add(low, things[i]);
        if (i % 2 == 0)
            tally_weak_set_add(even, things[i]);
    }
    both = tally_weak_map_copy(low);
    tally_weak_map_intersect(both, even);
    assert_int_equal(tally_weak_map_length(both), 3);
    assert_true(tally_weak_map_is_within(both, low));
    tally_weak_map_update(both, low);
    tally_weak_map_update(both, even);
    assert_int_equal(tally_weak_map_length(both), 7);
    tally_weak_map_subtract(both, even);
    assert_int_equal(tally_weak_map_length(both), 2);
    tally_weak_map_update(both, both);
    assert_int_equal(tally_weak_map_length(both), 2);
    tally_weak_map_subtract(both, both);
    assert_int_equal(tally_weak_map_length(both), 0);
    tally_decref(low);
    tally_decref(even);
    tally_decref(both);
    drop_things();
}

/* ---- D8, X11 ------------------------------------------------------------- */

static void test_D8_value_that_refers_to_its_key(void **state) {
    tally_weak_map *map = tally_weak_keys_new(NULL);
    (void)state;
    for (int k = 0; k < 4; k++)
        for (int v = 0; v < 4; v++) {
            struct thing *key = make(all_types[k], 1, NULL, NULL);
            struct thing *value = make(all_types[v], 2, keep(key), NULL);
            deaths[0] = '\0';
            tally_weak_map_set(map, key, value);
            tally_decref(value);
            for (int generation = 0; generation < 3; generation++) {
                tally_gc_collect(generation);
                assert_int_equal(tally_weak_map_length(map), 1);
                assert_true(got_is(map, key, value));
            }
            assert_int_equal(tally_refcount(value), 1);
            tally_decref(key);
            assert_true(tally_gc_collect(2) >= 2);
            assert_int_equal(tally_weak_map_length(map), 0);
            assert_int_equal(strlen(deaths), 2 * (size_t)(k % 2 + v % 2));
            assert_int_equal(live(), 1);
        }
    tally_decref(map);
}

static void test_D8_value_that_refers_to_its_map(void **state) {
    struct holder {
        tally_weak_map *map;
        struct thing *key;
    };
    static const struct tally_ref refs[] = {
        {0, 2, sizeof(void *), NULL, TALLY_REF_STRONG}};
    static const struct tally_layout layout = {1, refs};
    static struct tally_type type = {
        "map_holder", NULL, 6, sizeof(struct holder), sizeof(void *), 0, 0,
        &layout,      NULL, NULL, NULL};
    struct holder *holder = tally__new(struct holder, type);
    struct thing *key = make(&tree_type, 1, NULL, NULL);
    (void)state;
    holder->map = tally_weak_keys_new(NULL);
    tally_weak_map_set(holder->map, key, holder);
    tally_decref(holder); /* the map refers to it, and it to the map */
    assert_int_equal(tally_gc_collect(2), 2);
    assert_int_equal(live(), 1);
    tally_decref(key);
}

/* Each value refers to the next key: all hang on the first one. */
static void test_X11_chain_of_ephemerons(void **state) {
    tally_weak_map *one = tally_weak_keys_new(NULL);
    tally_weak_map *two = tally_weak_keys_new(NULL);
    (void)state;
    make_things(&ring_type, 30);
    for (int i = 0; i < 30; i++) {
        struct thing *value =
            make(&ring_type, 50 + i, keep(things[(i + 1) % 30]), NULL);
        tally_weak_map_set(i % 2 ? one : two, things[i], value);
        tally_decref(value);
    }
    for (int i = 1; i < 30; i++)
        drop(i);
    assert_int_equal(tally_gc_collect(2), 0);
    assert_int_equal(tally_weak_map_length(one), 15);
    drop(0);
    assert_int_equal(tally_gc_collect(2), 60);
    assert_int_equal(tally_weak_map_length(one), 0);
    assert_int_equal(tally_weak_map_length(two), 0);
    tally_decref(one);
    tally_decref(two);
}

static struct thing *saved;

static void rescue(struct thing *self) { saved = keep(self); }

/* The finalizer saves a key, or a value: what hangs on it is saved, too. */
static void test_X11_resurrection(void **state) {
    (void)state;
    for (int who = 0; who < 2; who++) {
        tally_weak_map *map = tally_weak_keys_new(NULL);
        struct thing *key = loop(&mortal_ring_type, 1);
        struct thing *value = make(&mortal_ring_type, 2, keep(key), NULL);
        tally_weak_map_set(map, key, value);
        tally_decref(value);
        (who ? key : value)->on_death = rescue;
        tally_decref(key);
        assert_int_equal(tally_gc_collect(2), 0);
        assert_int_equal(tally_weak_map_length(map), 1);
        assert_true(got_is(map, key, value));
        assert_int_equal(tally_refcount(value), who ? 1 : 2);
        assert_int_equal(tally_refcount(key), who ? 3 : 2);
        tally__drop_thing(&saved);
        assert_int_equal(tally_gc_collect(2), 2);
        assert_int_equal(tally_weak_map_length(map), 0);
        tally_decref(map);
    }
}

/* Random keys, values and references between them, against a model. */
static void test_X11_random_graphs(void **state) {
    uint32_t seed = 12345;
    (void)state;
    for (int round = 0; round < 300; round++) {
        enum { COUNT = 12 };
        tally_weak_map *map = tally_weak_keys_new(NULL);
        int value_of[COUNT], left[COUNT];
        bool held[COUNT], alive[COUNT];
        size_t entries = 0, lives = 0;
        make_things(&ring_type, COUNT);
        for (int i = 0; i < COUNT; i++) {
            seed = seed * 1664525 + 1013904223;
            value_of[i] = seed >> 28 < 10 ? (int)(seed >> 20) % COUNT : -1;
            left[i] = seed >> 16 & 1 ? (int)(seed >> 8 & 0xff) % COUNT : -1;
            held[i] = (seed >> 17 & 7) == 0;
            if (left[i] >= 0)
                things[i]->left = keep(things[left[i]]);
            if (value_of[i] >= 0)
                tally_weak_map_set(map, things[i], things[value_of[i]]);
            alive[i] = held[i];
        }
        for (int pass = 0; pass < COUNT; pass++)
            for (int i = 0; i < COUNT; i++) {
                if (alive[i] && left[i] >= 0)
                    alive[left[i]] = true;
                if (alive[i] && value_of[i] >= 0)
                    alive[value_of[i]] = true;
            }
        for (int i = 0; i < COUNT; i++) {
            entries += alive[i] && value_of[i] >= 0;
            lives += alive[i];
            if (!held[i])
                drop(i);
        }
        tally_gc_collect(round % 3);
        tally_gc_collect(2);
        assert_int_equal(tally_weak_map_length(map), entries);
        assert_int_equal(live(), lives + 1);
        drop_things();
        tally_gc_collect(2);
        assert_int_equal(tally_weak_map_length(map), 0);
        assert_int_equal(live(), 1);
        tally_decref(map);
    }
}

static void test_map_without_memory_gets_slower(void **state) {
    tally_weak_map *set = tally_weak_set_new(NULL);
    (void)state;
    make_things(&ring_type, 64);
    for (int i = 0; i < 64; i++) {
        tally__weak_watch(things[i]);
        tally__state.fail_alloc = tally__state.allocations + 2; /* widening */
        assert_true(tally_weak_set_add(set, things[i]));
        tally__state.fail_alloc = 0;
    }
    for (int i = 0; i < 64; i++)
        assert_true(tally_weak_map_has(set, things[i]));
    drop_things();
    assert_int_equal(tally_weak_map_length(set), 0);
    tally_decref(set);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_W5_entries_go_with_their_objects),
        HEAP_TEST(test_D1_lengths_and_missing_keys),
        HEAP_TEST(test_D2_lengths_under_collections),
        HEAP_TEST(test_D3_changes_while_visiting),
        HEAP_TEST(test_D4_old_value_leaves_the_new_one),
        HEAP_TEST(test_D5_comparisons_that_delete),
        HEAP_TEST(test_D7_maps),
        HEAP_TEST(test_D7_sets),
        HEAP_TEST(test_D8_value_that_refers_to_its_key),
        HEAP_TEST(test_D8_value_that_refers_to_its_map),
        HEAP_TEST(test_X11_chain_of_ephemerons),
        HEAP_TEST(test_X11_resurrection),
        HEAP_TEST(test_X11_random_graphs),
        HEAP_TEST(test_map_without_memory_gets_slower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
