/* Weak references: places and side records, of objects with and without a
 * word. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static struct thing *place, *other_place;

static struct tally_type *const all_types[] = {&ring_type, &mortal_ring_type,
                                               &tree_type, &mortal_tree_type};

static void test_load_gives_an_owned_object_or_null(void **state) /* [R1] */
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct thing *a = make(all_types[i], 1, NULL, NULL), *loaded;
        assert_ptr_equal(tally__weak_store_thing(&place, a), a);
        assert_int_equal(tally_refcount(a), 1);
        loaded = tally__weak_load_thing(&place);
        assert_ptr_equal(loaded, a);
        assert_int_equal(tally_refcount(a), 2);
        tally_decref(loaded);
        tally_decref(a);
        assert_null(tally__weak_load_thing(&place));
        tally__weak_drop_thing(&place);
        assert_null(place);
        assert_int_equal(tally__state.stats.weak_records, 0);
    }
}

static void test_places_share_one_record(void **state) /* [R5] */
{
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    (void)state;
    tally__weak_store_thing(&place, a);
    other_place = tally__weak_init_thing(a);
    assert_ptr_equal(place, other_place);
    assert_int_equal(tally__state.stats.weak_records, 1);
    tally_decref(a);
    tally__weak_drop_thing(&place);
    assert_int_equal(tally__state.stats.weak_records, 1);
    assert_null(tally__weak_load_thing(&other_place));
    tally__weak_drop_thing(&other_place);
    assert_int_equal(tally__state.stats.weak_records, 0);
}

static void test_nothing(void **state) {
    (void)state;
    assert_null(tally__weak_init_thing(NULL));
    assert_null(tally__weak_load_thing(&place));
    assert_null(tally__weak_store_thing(&place, NULL));
    tally__weak_drop_thing(&place);
}

static void test_store_replaces(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, NULL, NULL), *loaded;
    (void)state;
    tally__weak_store_thing(&place, a);
    tally__weak_store_thing(&place, b);
    tally__weak_store_thing(&place, b);
    loaded = tally__weak_load_thing(&place);
    assert_ptr_equal(loaded, b);
    tally_decref(loaded);
    tally__weak_store_thing(&place, NULL);
    tally_decref(a);
    tally_decref(b);
    assert_int_equal(tally__state.stats.weak_records, 0);
}

static void test_object_lets_go_of_what_it_watches(void **state) /* [R6] */
{
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    struct thing *b = make(&tree_type, 2, NULL, NULL);
    (void)state;
    tally__weak_store_thing(&a->watched, b);
    tally__weak_store_thing(&b->watched, a);
    tally_decref(b);
    assert_null(tally__weak_load_thing(&a->watched));
    tally_decref(a);
}

/* ---- during death -------------------------------------------------------- */

static void look_at_self(struct thing *self) {
    struct thing *seen = tally__weak_load_thing(&place);
    assert_ptr_equal(seen, self);
    tally_decref(seen);
}

static void test_finalizer_sees_itself(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    (void)state;
    tally__weak_store_thing(&place, a);
    a->on_death = look_at_self;
    tally_decref(a);
    assert_string_equal(deaths, "1 ");
    assert_null(tally__weak_load_thing(&place));
    tally__weak_drop_thing(&place);
}

static void expect_gone(struct thing *self) {
    (void)self;
    assert_null(tally__weak_load_thing(&place));
    assert_null(tally__weak_init_thing(NULL));
}

static void test_child_does_not_see_its_dying_parent(void **state) {
    struct thing *child = make(&mortal_tree_type, 2, NULL, NULL);
    struct thing *a = make(&mortal_tree_type, 1, child, NULL);
    (void)state;
    tally__weak_store_thing(&place, a);
    child->on_death = expect_gone;
    tally_decref(a);
    assert_string_equal(deaths, "1 2 ");
    tally__weak_drop_thing(&place);
}

static struct thing *global;

static void drop_and_look(struct thing *self) {
    (void)self;
    tally__drop_thing(&global);
    assert_null(tally__weak_load_thing(&place)); /* dead, though it waits */
}

static void test_waiting_object_is_not_visible(void **state) /* [R12] */
{
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    (void)state;
    global = make(&mortal_tree_type, 2, NULL, NULL);
    tally__weak_store_thing(&place, global);
    global->on_death = look_at_self; /* but to itself it is, in its turn */
    a->on_death = drop_and_look;
    tally_decref(a);
    assert_string_equal(deaths, "1 2 ");
    tally__weak_drop_thing(&place);
}

static void save(struct thing *self) {
    tally__set_thing(&global, keep(self));
}

static void test_resurrected_object_stays_visible(void **state) /* [Z3] */
{
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL), *seen;
    (void)state;
    tally__weak_store_thing(&place, a);
    a->on_death = save;
    tally_decref(a);
    seen = tally__weak_load_thing(&place);
    assert_ptr_equal(seen, a);
    tally_decref(seen);
    tally__drop_thing(&global);
    assert_null(tally__weak_load_thing(&place));
    tally__weak_drop_thing(&place);
}

static void make_weak(struct thing *self) {
    tally__weak_store_thing(&place, self);
}

static void test_weak_reference_made_in_a_finalizer(void **state) /* [Z18] */
{
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    (void)state;
    a->on_death = make_weak;
    tally_decref(a);
    assert_null(tally__weak_load_thing(&place));
    tally__weak_drop_thing(&place);
}

/* ---- the table ----------------------------------------------------------- */

static void test_many_records(void **state) {
    enum { COUNT = 5000 };
    static struct thing *things[COUNT], *places[COUNT];
    (void)state;
    for (int i = 0; i < COUNT; i++) {
        things[i] = make(&tree_type, i, NULL, NULL);
        tally__weak_store_thing(&places[i], things[i]);
    }
    for (int i = 0; i < COUNT; i += 2)
        tally_decref(things[i]);
    for (int i = 0; i < COUNT; i++) {
        struct thing *seen = tally__weak_load_thing(&places[i]);
        assert_ptr_equal(seen, i % 2 ? things[i] : NULL);
        tally_decref(seen);
        tally__weak_drop_thing(&places[i]);
    }
    for (int i = 1; i < COUNT; i += 2)
        tally_decref(things[i]);
}

static void test_clearing_needs_no_memory(void **state) /* [R14] */
{
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    uint64_t before;
    (void)state;
    tally__weak_store_thing(&place, a);
    before = tally__state.allocations;
    tally_decref(a);
    tally__weak_drop_thing(&place);
    assert_int_equal(tally__state.allocations, before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_load_gives_an_owned_object_or_null),
        HEAP_TEST(test_places_share_one_record),
        HEAP_TEST(test_nothing),
        HEAP_TEST(test_store_replaces),
        HEAP_TEST(test_object_lets_go_of_what_it_watches),
        HEAP_TEST(test_finalizer_sees_itself),
        HEAP_TEST(test_child_does_not_see_its_dying_parent),
        HEAP_TEST(test_waiting_object_is_not_visible),
        HEAP_TEST(test_resurrected_object_stays_visible),
        HEAP_TEST(test_weak_reference_made_in_a_finalizer),
        HEAP_TEST(test_many_records),
        HEAP_TEST(test_clearing_needs_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
