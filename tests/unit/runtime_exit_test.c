/* Units and the end of the program: order, cycles, unloading. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static struct thing *first, *second, *third[2];

static const struct tally_ref one_ref[] = {
    {0, 1, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout one = {1, one_ref};
static const struct tally_ref two_refs[] = {
    {0, 2, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout two = {1, two_refs};

static struct tally_root early_roots[] = {{&first, &one}};
static struct tally_root late_roots[] = {
    {&second, &one}, {NULL, &one}, {third, &two}};
static struct tally_unit early_unit = {"early.c", early_roots, 1, NULL, 0};
static struct tally_unit late_unit = {"late.c", late_roots, 3, NULL, 0};

static struct thing *saying(int id);

static void say(struct thing *self) {
    fprintf(stderr, "%d ", self->id);
    if (self->id == 3)
        first = saying(4); /* fills a place again */
}

static struct thing *saying(int id) {
    struct thing *thing = make(&mortal_ring_type, id, NULL, NULL);
    thing->on_death = say;
    return thing;
}

static void users_handler(void) {
    fprintf(stderr, "user ");
}

static void fill_and_exit(void) {
    struct thing *loop = saying(9);
    tally__register_unit(&early_unit);
    tally__register_unit(&late_unit);
    tally__register_unit(&late_unit);
    atexit(users_handler);
    first = saying(1);
    second = saying(2);
    third[0] = saying(5);
    third[1] = saying(6);
    loop->left = keep(loop);
    tally_decref(loop);
    tally__state.check = 2;
    tally__state.tracking = true;
}

static void fill_again_at_exit(void) {
    tally__register_unit(&early_unit);
    first = saying(3);
}

/* As where no constructor runs: another unit mentions the place. */
static void fill_mentioned_again(void) {
    static struct tally_root roots[] = {{NULL, &one}, {NULL, &one}};
    static struct tally_unit unit = {"mentions.c", roots, 2, NULL, 0};
    struct thing *loop = saying(9);
    roots[0].place = (char *)&first + 1;
    roots[1].place = (char *)&second + 1;
    tally__register_unit(&early_unit);
    tally__register_unit(&unit);
    first = saying(3);
    second = saying(2);
    loop->left = keep(loop);
    tally_decref(loop);
}

static void test_order_at_exit(void **state) {
    char output[512];
    (void)state;
    assert_int_equal(run_apart(fill_and_exit, output, sizeof(output)), 0);
    assert_string_equal(output, "user 5 6 2 1 9 ");
}

static void test_places_filled_during_exit(void **state) {
    char output[512];
    (void)state;
    assert_int_equal(run_apart(fill_again_at_exit, output, sizeof(output)), 0);
    assert_string_equal(output, "3 4 ");
}

static void test_mentioned_places_go_with_their_own_unit(void **state) {
    char output[512];
    (void)state;
    assert_int_equal(run_apart(fill_mentioned_again, output, sizeof(output)),
                     0);
    assert_string_equal(output, "3 2 9 4 ");
}

static void test_leaving_releases_the_units_places(void **state) {
    (void)state;
    tally__register_unit(&early_unit);
    tally__register_unit(&late_unit);
    first = make(&tree_type, 1, NULL, NULL);
    second = make(&mortal_tree_type, 2, NULL, NULL);
    tally__leave_unit(&late_unit);
    assert_null(second);
    assert_string_equal(deaths, "2 ");
    assert_int_equal(live(), 1);
    tally__leave_unit(&early_unit);
    tally__leave_unit(&early_unit);
    assert_null(first);
    assert_null(tally__process.units);
}

static void leave_now(struct thing *self) {
    say(self);
    tally__drop_thing(&second);
    exit(0);
}

static void exit_in_finalizer(void) {
    struct thing *a = saying(7);
    tally__register_unit(&early_unit);
    first = saying(1);
    second = saying(2);
    a->on_death = leave_now;
    tally__state.check = 1;
    tally__state.tracking = true;
    tally_decref(a);
}

static void exit_in_collection(void) {
    struct thing *a = saying(7);
    tally__register_unit(&early_unit);
    first = saying(1);
    a->on_death = leave_now;
    a->left = keep(a);
    tally__state.check = 1;
    tally_decref(a);
    tally_collect();
}

static void test_exit_in_a_finalizer(void **state) {
    char output[512];
    (void)state;
    assert_int_equal(run_apart(exit_in_finalizer, output, sizeof(output)), 0);
    assert_string_equal(output, "7 2 1 ");
    assert_int_equal(run_apart(exit_in_collection, output, sizeof(output)), 0);
    assert_string_equal(output, "7 1 ");
}

static void mix(void) {
    tally__counted_unit("counted.c");
    tally__erased_unit("erased.c");
}

static void test_mixture_is_refused(void **state) {
    char output[512];
    int status = run_apart(mix, output, sizeof(output));
    (void)state;
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 70);
    assert_non_null(strstr(output, "'erased.c'"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_order_at_exit),
        HEAP_TEST(test_places_filled_during_exit),
        HEAP_TEST(test_mentioned_places_go_with_their_own_unit),
        HEAP_TEST(test_leaving_releases_the_units_places),
        HEAP_TEST(test_exit_in_a_finalizer),
        HEAP_TEST(test_mixture_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
