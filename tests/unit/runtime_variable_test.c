/* Objects that are variables, as written code has them. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static void test_end(void **state) {
    TALLY__VARIABLE(, struct thing) head = {.tally__object = {.id = 1}};
    struct thing *thing = &head.tally__object;
    (void)state;
    tally__variable_begin(head, mortal_ring_type);
    thing->left = make(&mortal_ring_type, 2, NULL, NULL);
    thing->right = make(&mortal_ring_type, 3, tally_incref(thing), NULL);
    assert_int_equal(tally_refcount(thing), 2);
    tally__variable_end(head);
    assert_string_equal(deaths, "1 2 3 ");
    assert_null(thing->left);
}

static void test_weak(void **state) {
    TALLY__VARIABLE(, struct thing) head = {.tally__object = {.id = 1}};
    struct thing *seen = tally__weak_init_thing(&head.tally__object);
    (void)state;
    tally__variable_begin(head, ring_type);
    head.tally__object.watched = tally__weak_init_thing(&head.tally__object);
    assert_ptr_equal(tally__weak_load(seen), &head.tally__object);
    tally_decref(&head.tally__object);
    tally__variable_end(head);
    assert_null(tally__weak_load(seen));
    tally__weak_drop_thing(&seen);
}

/* Only a collection finds what refers to it. */
static void test_garbage(void **state) {
    TALLY__VARIABLE(, struct thing) head = {.tally__object = {.id = 1}};
    struct thing *a = make(&mortal_ring_type, 2, NULL, NULL);
    (void)state;
    tally__variable_begin(head, mortal_ring_type);
    a->left = tally_incref(a);
    a->right = tally_incref(&head.tally__object);
    assert_int_equal(tally_collect(), 0);
    tally_decref(a);
    assert_int_equal(live(), 1);
    tally__variable_end(head);
    assert_int_equal(live(), 0);
    assert_string_equal(deaths, "1 2 ");
}

/* What only the variable holds is no garbage. */
static void test_root(void **state) {
    TALLY__VARIABLE(, struct thing) head = {.tally__object = {.id = 1}};
    struct thing *a = make(&ring_type, 2, NULL, NULL);
    (void)state;
    tally__variable_begin(head, ring_type);
    a->left = tally_incref(a);
    a->right = tally_incref(&head.tally__object);
    head.tally__object.left = a;
    tally_incref(a);
    tally_decref(a);
    assert_int_equal(tally_collect(), 0);
    assert_int_equal(live(), 1);
    tally__variable_end(head);
    assert_int_equal(live(), 0);
}

static struct thing *outside;

static void outlive(void) {
    TALLY__VARIABLE(, struct thing) head = {.tally__object = {.id = 1}};
    tally__begin_variable(&head.tally__object, &ring_type, "here.c:1");
    outside = tally_incref(&head.tally__object);
    tally__end_variable(&head.tally__object, "there.c:2");
}

static void test_outliving(void **state) {
    (void)state;
    assert_aborts(outlive, "here.c:1");
    assert_aborts(outlive, "there.c:2");
}

static TALLY__VARIABLE(, struct thing) fixed = {.tally__head = TALLY__PINNED,
                                                .tally__object = {.id = 9}};

/* Its finalizer runs once, and what it gets afterwards is released, too. */
static void test_static(void **state) {
    struct thing *thing = &fixed.tally__object;
    (void)state;
    assert_int_equal(tally_refcount(thing), TALLY_PINNED);
    tally_decref(tally_incref(thing));
    tally_decref(thing);
    assert_int_equal(tally_refcount(thing), TALLY_PINNED);
    for (int turn = 0; turn < 2; turn++) {
        thing->left = make(&ring_type, 2, NULL, NULL);
        tally__end_static(thing, &mortal_ring_type, "x.c:1");
        assert_int_equal(live(), 0);
    }
    assert_string_equal(deaths, "9 ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_end),  HEAP_TEST(test_weak),
        HEAP_TEST(test_root), HEAP_TEST(test_garbage),
        HEAP_TEST(test_outliving), HEAP_TEST(test_static)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
