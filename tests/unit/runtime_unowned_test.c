/* Unowned references to dead objects, in debug builds. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static void read_dead(void) {
    struct thing *thing;
    tally__debug_unit();
    thing = tally__make(&tree_type, "made.c:1");
    tally__check_unowned(thing, "alive.c:2");
    tally_decref(thing);
    /* Its address is not used again. */
    for (int i = 0; i < 100; i++)
        tally__make(&tree_type, "later.c:3");
    tally__check_unowned(thing, "dead.c:4");
}

static void test_dead(void **state) {
    (void)state;
    assert_aborts(read_dead, "made.c:1");
    assert_aborts(read_dead, "dead.c:4");
}

static struct thing *whole;

static void read_whole(struct thing *self) {
    (void)self;
    tally__check_unowned(whole, "part.c:1");
}

static void read_dying(void) {
    tally__debug_unit();
    whole = tally__make(&tree_type, "whole.c:1");
    whole->left = tally__make(&mortal_tree_type, "part.c:1");
    whole->left->on_death = read_whole;
    tally_decref(whole);
}

/* Taken apart: finalized, and its fields are being released. */
static void test_dying(void **state) {
    (void)state;
    assert_aborts(read_dying, "whole.c:1");
}

static void end_variable(void) {
    TALLY__VARIABLE(, struct thing) head = {.tally__object = {.id = 1}};
    tally__debug_unit();
    for (int turn = 0; turn < 2; turn++) {
        tally__begin_variable(&head.tally__object, &ring_type, "here.c:1");
        tally__check_unowned(&head.tally__object, "alive.c:2");
        tally__end_variable(&head.tally__object, "there.c:2");
    }
    tally__check_unowned(&head.tally__object, "dead.c:4");
}

static void test_variable(void **state) {
    (void)state;
    assert_aborts(end_variable, "here.c:1");
    assert_aborts(end_variable, "dead.c:4");
}

static void read_many(void) {
    struct thing *kept[50];
    tally__debug_unit();
    for (int turn = 0; turn < 200; turn++) {
        for (int i = 0; i < 50; i++)
            kept[i] = make(&tree_type, i, NULL, NULL);
        for (int i = 0; i < 50; i++)
            tally__check_unowned(kept[i], "x.c:1");
        for (int i = 0; i < 50; i++)
            tally_decref(kept[i]);
    }
    _exit(0);
}

static void test_living(void **state) {
    char output[256];
    (void)state;
    assert_int_equal(run_apart(read_many, output, sizeof(output)), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {HEAP_TEST(test_dead),
                                       HEAP_TEST(test_dying),
                                       HEAP_TEST(test_variable),
                                       HEAP_TEST(test_living)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
