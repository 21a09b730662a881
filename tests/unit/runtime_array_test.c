/* Arrays and objects with a flexible array member: making, length, resizing,
 * copying, release, collection, weak elements, checks and statistics. */
#include "runtime_heap.h"

static const struct tally_ref strong_refs[] = {
    {0, 1, 0, NULL, TALLY_REF_STRONG}};
static const struct tally_layout strong_layout = {1, strong_refs};
static const struct tally_ref weak_refs[] = {{0, 1, 0, NULL, TALLY_REF_WEAK}};
static const struct tally_layout weak_layout = {1, weak_refs};

struct entry {
    int key;
    struct thing *value;
    struct thing *watched; /* weak */
    struct thing *spare;
};

static const struct tally_ref entry_refs[] = {
    {offsetof(struct entry, value), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct entry, watched), 1, 0, NULL, TALLY_REF_WEAK},
    {offsetof(struct entry, spare), 1, 0, NULL, TALLY_REF_STRONG},
};
static const struct tally_layout entry_layout = {3, entry_refs};

struct sack {
    struct thing *owner;
    short used;
    struct entry entries[];
};

static const struct tally_ref sack_refs[] = {
    {offsetof(struct sack, owner), 1, 0, NULL, TALLY_REF_STRONG}};
static const struct tally_layout sack_layout = {1, sack_refs};

#define ARRAY_TYPE(name, type, flags, element)                          \
    {                                                                   \
        {name,                                                          \
         NULL,                                                          \
         0,                                                             \
         0,                                                             \
         sizeof(void *),                                                \
         (flags) | TALLY_TYPE_SIZED,                                    \
         0,                                                             \
         NULL,                                                          \
         NULL,                                                          \
         NULL,                                                          \
         NULL},                                                         \
            0, sizeof(type), element                                    \
    }

static struct tally_sized_type longs =
    ARRAY_TYPE("long[]", long, TALLY_TYPE_ACYCLIC, NULL);
static struct tally_sized_type things =
    ARRAY_TYPE("thing *[]", struct thing *, 0, &strong_layout);
static struct tally_sized_type acyclic_things =
    ARRAY_TYPE("leaf *[]", struct thing *, TALLY_TYPE_ACYCLIC, &strong_layout);
static struct tally_sized_type watchers =
    ARRAY_TYPE("thing *weak[]", struct thing *, 0, &weak_layout);
static struct tally_sized_type entries =
    ARRAY_TYPE("entry[]", struct entry, 0, &entry_layout);
static struct tally_sized_type sacks = {
    {"sack", NULL, 1, sizeof(struct sack), sizeof(void *), TALLY_TYPE_SIZED, 0,
     &sack_layout, NULL, NULL, NULL},
    offsetof(struct sack, entries),
    sizeof(struct entry),
    &entry_layout};

static struct thing **things_new(size_t n) {
    return tally__new_array(struct thing *, things, n);
}

static struct thing *mortal(int id) {
    return make(&mortal_tree_type, id, NULL, NULL);
}

static void test_zeroed_with_length(void **state) {
    long *numbers = tally__new_array(long, longs, 1000);
    long *none = tally__new_array(long, longs, 0);
    (void)state;
    assert_int_equal(tally_length(numbers), 1000);
    assert_int_equal(tally_length(none), 0);
    assert_int_equal(tally_length(NULL), 0);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], 0);
    assert_int_equal(live(), 2);
    tally_decref(numbers);
    tally_decref(none);
}

static void test_text(void **state) {
    char *text = tally_strdup("a text"), *none = tally_strdup("");
    (void)state;
    assert_string_equal(text, "a text");
    assert_int_equal(tally_length(text), 7);
    assert_int_equal(tally_length(none), 1);
    assert_null(tally_strdup(NULL));
    tally_decref(text);
    tally_decref(none);
}

static void test_releases_in_order(void **state) {
    struct thing **array = things_new(3);
    (void)state;
    for (int i = 0; i < 3; i++)
        array[i] = mortal(i);
    tally_decref(array);
    assert_string_equal(deaths, "0 1 2 ");
}

static void test_entries_release_in_order(void **state) {
    struct entry *array = tally__new_array(struct entry, entries, 3);
    struct thing *target = mortal(9);
    (void)state;
    for (int i = 0; i < 3; i++) {
        array[i].value = mortal(2 * i);
        array[i].spare = mortal(2 * i + 1);
        tally__weak_store_thing(&array[i].watched, target);
    }
    tally_decref(array);
    assert_string_equal(deaths, "0 1 2 3 4 5 ");
    tally_decref(target);
}

static void test_flexible_member(void **state) {
    struct sack *sack = tally__new_flex_with(struct sack, sacks, entries, 2,
                                             .owner = mortal(1), .used = 7);
    struct sack *empty = tally__new(struct sack, sacks.type);
    (void)state;
    assert_int_equal(sack->used, 7);
    assert_null(sack->entries[0].value);
    sack->entries[0].value = mortal(2);
    sack->entries[1].spare = mortal(3);
    tally_decref(empty);
    tally_decref(sack);
    assert_string_equal(deaths, "1 2 3 ");
}

static void test_cycle_through_array(void **state) {
    struct thing **array = things_new(2);
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    array[1] = a;
    a->left = tally_incref(array);
    tally_decref(array);
    assert_int_equal(live(), 2);
    assert_int_equal(tally_collect(), 2);
    assert_int_equal(live(), 0);
}

static void test_live_cycle_stays(void **state) {
    struct entry *array = tally__new_array(struct entry, entries, 100);
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL);
    (void)state;
    array[99].spare = keep(a);
    a->left = tally_incref(array);
    tally_decref(array);
    assert_int_equal(tally_collect(), 0);
    assert_ptr_equal(array[99].spare, a);
    tally_decref(a);
    assert_int_equal(tally_collect(), 2);
    assert_string_equal(deaths, "1 ");
}

/* Arrays of arrays, as deep as they are: no recursion. */
static void test_deep(void **state) {
    struct thing **top = NULL;
    (void)state;
    for (int i = 0; i < 200000; i++) {
        struct thing **next =
            tally__new_array(struct thing *, acyclic_things, 3);
        next[1] = (struct thing *)top;
        top = next;
    }
    tally_decref(top);
    assert_int_equal(live(), 0);
}

/* More slots than the count has room for, with a child that dies far out. */
static void test_long_array(void **state) {
    size_t length = ((size_t)1 << 24) + 5;
    struct thing **array =
        tally__try_new_array(struct thing *, acyclic_things, length);
    (void)state;
    if (!array)
        return;
    array[((size_t)1 << 24) - 1] = mortal(1);
    array[(size_t)1 << 24] = mortal(2);
    array[length - 1] = mortal(3);
    tally_decref(array);
    assert_string_equal(deaths, "1 2 3 ");
}

static void test_weak_elements(void **state) {
    struct thing **array = tally__new_array(struct thing *, watchers, 3);
    struct thing *thing = mortal(1), *seen;
    (void)state;
    tally__weak_store_thing(&array[0], thing);
    tally__weak_store_thing(&array[2], thing);
    tally__copy(array + 1, array, 1, sizeof *array, &weak_layout);
    tally__resize(&array, 5, watchers);
    seen = tally__weak_load_thing(&array[1]);
    assert_ptr_equal(seen, thing);
    tally_decref(seen);
    tally_decref(thing);
    assert_null(tally__weak_load_thing(&array[2]));
    assert_int_equal(tally__state.stats.weak_records, 1);
    tally_decref(array);
    assert_int_equal(tally__state.stats.weak_records, 0);
}

static void test_resize_sole(void **state) {
    struct thing **array = things_new(2);
    (void)state;
    array[0] = mortal(1);
    array[1] = mortal(2);
    tally__resize(&array, 4, things);
    assert_int_equal(tally_length(array), 4);
    assert_int_equal(array[0]->id, 1);
    assert_null(array[3]);
    array[3] = mortal(4);
    tally__resize(&array, 1, things);
    assert_int_equal(tally_length(array), 1);
    assert_string_equal(deaths, "2 4 ");
    tally__resize(&array, 0, things);
    assert_string_equal(deaths, "2 4 1 ");
    tally_decref(array);
}

static void test_resize_shared(void **state) {
    struct entry *array = tally__new_array(struct entry, entries, 2);
    struct entry *other = tally_incref(array);
    struct thing *thing = mortal(1);
    (void)state;
    array[1].value = keep(thing);
    array[1].key = 3;
    tally__weak_store_thing(&array[0].watched, thing);
    tally__resize(&array, 3, entries);
    assert_ptr_not_equal(array, other);
    assert_int_equal(tally_refcount(thing), 3);
    assert_int_equal(array[1].key, 3);
    assert_int_equal(tally_length(other), 2);
    array[1].key = 4;
    assert_int_equal(other[1].key, 3);
    tally_decref(other);
    tally_decref(array);
    assert_int_equal(tally_refcount(thing), 1);
    tally_decref(thing);
}

static void test_resize_nothing(void **state) {
    long *array = NULL;
    (void)state;
    tally__resize(&array, 3, longs);
    assert_int_equal(tally_length(array), 3);
    array[2] = 5;
    tally__resize(&array, 300000, longs);
    assert_int_equal(array[2], 5);
    assert_int_equal(array[299999], 0);
    assert_int_equal(tally__state.bytes_live, 300000 * sizeof(long));
    tally_decref(array);
    assert_int_equal(tally__state.bytes_live, 0);
}

/* It is known by its address: as a candidate, and in the table of objects. */
static void test_resize_candidate(void **state) {
    struct thing **array = things_new(1), **others[20];
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    for (int i = 0; i < 20; i++)
        others[i] = things_new(1);
    array[0] = keep(a);
    tally_incref(array);
    tally_decref(array);
    tally__resize(&array, 10000, things);
    a->left = tally_incref(array);
    tally_decref(array);
    tally_decref(a);
    assert_int_equal(tally_collect(), 2);
    for (int i = 0; i < 20; i++)
        tally_decref(others[i]);
}

static void test_copy_overlaps(void **state) {
    struct thing **array = things_new(5);
    (void)state;
    for (int i = 0; i < 5; i++)
        array[i] = mortal(i);
    tally__copy(array + 1, array, 4, sizeof *array, &strong_layout);
    assert_string_equal(deaths, "4 ");
    assert_int_equal(array[4]->id, 3);
    assert_int_equal(tally_refcount(array[0]), 2);
    tally__copy(array, array + 2, 3, sizeof *array, &strong_layout);
    assert_int_equal(array[0]->id, 1);
    assert_int_equal(array[2]->id, 3);
    tally__copy(array, array, 5, sizeof *array, &strong_layout);
    tally_decref(array);
    assert_int_equal(live(), 0);
}

static void test_copy_entries(void **state) {
    struct entry *array = tally__new_array(struct entry, entries, 3);
    (void)state;
    for (int i = 0; i < 3; i++) {
        array[i].key = i;
        array[i].value = mortal(i);
        tally__weak_store_thing(&array[i].watched, array[i].value);
    }
    tally__copy(array, array + 1, 2, sizeof *array, &entry_layout);
    assert_string_equal(deaths, "0 ");
    assert_int_equal(array[1].key, 2);
    assert_ptr_equal(array[1].value, array[2].value);
    tally_decref(array);
    assert_string_equal(deaths, "0 1 2 ");
}

static int asked;
static int no_help(size_t size) {
    asked++;
    (void)size;
    return 0;
}

static void test_try_without_memory(void **state) {
    struct thing **array = things_new(1), **was = array;
    struct sack *sack;
    (void)state;
    tally_set_oom_handler(no_help);
    assert_null(tally__try_new_array(long, longs, SIZE_MAX / 4));
    assert_null(tally__try_new_array(long, longs, SIZE_MAX));
    assert_null(tally__try_resize(&array, SIZE_MAX / 16, things));
    assert_ptr_equal(array, was);
    sack = tally__try_new_flex_with(struct sack, sacks, entries, SIZE_MAX / 2,
                                    .owner = mortal(2));
    assert_null(sack);
    assert_string_equal(deaths, "2 ");
    tally__state.fail_alloc = tally__state.allocations + 1;
    assert_null(tally_try_strdup("text"));
    assert_int_equal(asked, 0);
    tally_decref(array);
}

static void make_too_much(void) {
    tally__new_array(long, longs, SIZE_MAX / 2);
}

static void resize_too_much(void) {
    long *array = NULL;
    tally__resize(&array, SIZE_MAX / 16, longs);
}

static void test_out_of_memory(void **state) {
    (void)state;
    assert_aborts(make_too_much, "'long[]'");
    assert_aborts(resize_too_much, "'long[]'");
}

/* A finalizer that looks at the array while it shrinks sees the new one. */
static struct thing **shrinking;
static size_t seen_length;

static void look(struct thing *self) {
    (void)self;
    seen_length = tally_length(shrinking);
}

static void test_finalizer_sees_new_length(void **state) {
    (void)state;
    shrinking = things_new(2);
    shrinking[1] = mortal(1);
    shrinking[1]->on_death = look;
    tally__resize(&shrinking, 1, things);
    assert_int_equal(seen_length, 1);
    tally_decref(shrinking);
}

static void test_statistics(void **state) {
    struct tally_stats before, after;
    char *text;
    (void)state;
    tally_get_stats(&before);
    text = tally_strdup("four");
    tally_get_stats(&after);
    assert_int_equal(after.objects_made - before.objects_made, 1);
    assert_int_equal(after.bytes_made - before.bytes_made, 5);
    assert_int_equal(after.bytes_live - before.bytes_live, 5);
    tally_decref(text);
    tally_get_stats(&after);
    assert_int_equal(after.objects_freed - before.objects_freed, 1);
    assert_int_equal(after.bytes_live, before.bytes_live);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_zeroed_with_length),
        HEAP_TEST(test_text),
        HEAP_TEST(test_releases_in_order),
        HEAP_TEST(test_entries_release_in_order),
        HEAP_TEST(test_flexible_member),
        HEAP_TEST(test_cycle_through_array),
        HEAP_TEST(test_live_cycle_stays),
        HEAP_TEST(test_deep),
        HEAP_TEST(test_long_array),
        HEAP_TEST(test_weak_elements),
        HEAP_TEST(test_resize_sole),
        HEAP_TEST(test_resize_shared),
        HEAP_TEST(test_resize_nothing),
        HEAP_TEST(test_resize_candidate),
        HEAP_TEST(test_copy_overlaps),
        HEAP_TEST(test_copy_entries),
        HEAP_TEST(test_try_without_memory),
        HEAP_TEST(test_out_of_memory),
        HEAP_TEST(test_finalizer_sees_new_length),
        HEAP_TEST(test_statistics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
