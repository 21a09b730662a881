/* Unions that hold references: which member counts is said by a tag, in values,
 * in objects, in elements of arrays; in release, collection, copies. */
#include "runtime_heap.h"

static struct thing *mortal(int id) {
    return make(&mortal_tree_type, id, NULL, NULL);
}

enum { NONE, ONE, TWO, OTHER = -1 };

struct either {
    short tag;
    union {
        double number;
        struct thing *one;
        struct thing *two[2];
    } as;
};

static const struct tally_ref one_refs[] = {
    {0, 1, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout one_layout = {1, one_refs};
static const struct tally_ref two_refs[] = {
    {0, 2, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout two_layout = {1, two_refs};
static const struct tally_case cases[] = {
    {ONE, &one_layout}, {TWO, &two_layout}, {OTHER, &one_layout}};
static const struct tally_variant variant = {
    {0, NULL}, offsetof(struct either, tag), sizeof(short), 3, cases};
static const struct tally_ref either_refs[] = {
    {offsetof(struct either, as), 1, sizeof(double) * 2, &variant.layout,
     TALLY_REF_VARIANT}};
static const struct tally_layout either_layout = {1, either_refs};

struct holder {
    struct thing *first;
    struct either either[2];
    struct thing *last;
};

static const struct tally_ref holder_refs[] = {
    {offsetof(struct holder, first), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct holder, either), 2, sizeof(struct either), &either_layout,
     TALLY_REF_VALUE},
    {offsetof(struct holder, last), 1, 0, NULL, TALLY_REF_STRONG},
};
static const struct tally_layout holder_layout = {3, holder_refs};

static struct tally_type holder_type = {
    "holder",       NULL, 0,   sizeof(struct holder),
    sizeof(void *), 0,    0,   &holder_layout,
    NULL,           NULL, NULL};

static struct tally_sized_type eithers = {{"either[]", NULL, 0, 0,
                                           sizeof(void *), TALLY_TYPE_SIZED, 0,
                                           NULL, NULL, NULL, NULL},
                                          0,
                                          sizeof(struct either),
                                          &either_layout};

static struct holder *holder_new(void) {
    struct holder *holder = tally__new(struct holder, holder_type);
    holder->first = mortal(1);
    holder->either[0].tag = ONE;
    holder->either[0].as.one = mortal(2);
    holder->either[1].as.number = 0.5;
    holder->last = mortal(3);
    return holder;
}

static void test_members_die_by_the_tag(void **state) {
    struct holder *holder = holder_new();
    (void)state;
    tally_decref(holder);
    assert_string_equal(deaths, "1 2 3 ");
}

static void test_all_references_of_a_member(void **state) {
    struct holder *holder = holder_new();
    (void)state;
    holder->either[1].tag = TWO;
    holder->either[1].as.two[0] = mortal(4);
    holder->either[1].as.two[1] = mortal(5);
    tally_decref(holder->either[0].as.one);
    holder->either[0].tag = NONE;
    holder->either[0].as.number = 1;
    tally_decref(holder);
    assert_string_equal(deaths, "2 1 4 5 3 ");
}

static void test_cycles_through_a_member(void **state) {
    struct holder *holder = holder_new();
    (void)state;
    holder->either[1].tag = OTHER;
    holder->either[1].as.one = (struct thing *)tally_incref(holder);
    tally_decref(holder);
    assert_string_equal(deaths, "");
    assert_int_equal(tally_collect(), 1);
    assert_string_equal(deaths, "1 2 3 ");
}

static void test_values(void **state) {
    struct either value = {TWO, {0}}, copy;
    (void)state;
    value.as.two[0] = mortal(1);
    value.as.two[1] = NULL;
    copy = value;
    tally__retain_value(&copy, &either_layout);
    assert_int_equal(tally_refcount(value.as.two[0]), 2);
    tally__drop_value(&copy, &either_layout);
    tally__clear_value(&value, sizeof value, &either_layout);
    assert_string_equal(deaths, "1 ");
    assert_int_equal(value.tag, NONE);
    value.as.number = 0.1;
    tally__drop_value(&value, &either_layout);
    assert_true(value.as.number > 0);
}

static void test_lifted_members(void **state) {
    struct either value = {ONE, {0}};
    void *copy[2];
    const struct tally_layout *held;
    (void)state;
    value.as.one = mortal(1);
    held =
        tally__lift_member(&value, &value.as, sizeof value.as, &variant, copy);
    assert_ptr_equal(held, &one_layout);
    value.as.number = 2;
    value.tag = NONE;
    tally__drop_value(copy, held);
    assert_string_equal(deaths, "1 ");
    assert_null(
        tally__lift_member(&value, &value.as, sizeof value.as, &variant, copy));
}

static void test_elements(void **state) {
    struct either *array = tally__new_array(struct either, eithers, 3);
    (void)state;
    array[0].tag = ONE;
    array[0].as.one = mortal(1);
    array[1].tag = TWO;
    array[1].as.two[0] = mortal(2);
    array[1].as.two[1] = mortal(3);
    tally__copy(array + 1, array, 2, sizeof *array, &either_layout);
    assert_int_equal(array[1].tag, ONE);
    assert_int_equal(array[2].tag, TWO);
    assert_int_equal(tally_refcount(array[0].as.one), 2);
    tally__resize(&array, 2, eithers);
    assert_string_equal(deaths, "2 3 ");
    tally_decref(array);
    assert_string_equal(deaths, "2 3 1 ");
}

/* ---- what rewritten code uses -------------------------------------------- */

TALLY__CASE(one, struct either, as.one, tally__whole->tag == ONE)
TALLY__CASE_OF(one, struct either)
TALLY__PUT(one, struct either, as.one, struct thing *, tally__whole->tag == ONE,
           tally_decref(tally__old))
TALLY__BECOME(one, struct either, as.one, struct thing *, tag,
              sizeof(double) * 2, variant)
TALLY__BECOME(number, struct either, as.number, double, tag, sizeof(double) * 2,
              variant)

static void test_stores(void **state) {
    struct either value = {NONE, {0.5}};
    (void)state;
    assert_null(tally__case_one(&value)->as.one);
    assert_null(tally__case_of_one(value).as.one);
    tally__become_one(&value.as.one, mortal(1), ONE);
    assert_int_equal(value.tag, ONE);
    assert_ptr_equal(tally__case_one(&value), &value);
    assert_ptr_equal(tally__only_one(&value), &value);
    assert_int_equal(tally__case_of_one(value).as.one->id, 1);
    tally__put_one(&value.as.one, mortal(2));
    assert_string_equal(deaths, "1 ");
    tally__become_one(&value.as.one, mortal(3), ONE);
    assert_string_equal(deaths, "1 2 ");
    assert_true(tally__become_number(&value.as.number, 2.5, NONE) == 2.5);
    assert_string_equal(deaths, "1 2 3 ");
    assert_true(value.as.number == 2.5);
}

static void put_wrong(void) {
    struct either value = {NONE, {0.5}};
    tally__put_one(&value.as.one, mortal(1));
}

static void write_wrong(void) {
    struct either value = {TWO, {0}};
    tally__only_one(&value)->as.one = NULL;
}

static void test_other_members_are_not_written(void **state) {
    (void)state;
    assert_aborts(put_wrong, "member 'as.one' of a 'struct either' is written");
    assert_aborts(write_wrong, "its tag selects another one");
}

/* A finalizer that makes another member the live one. */
static struct either *changed;

static void change(struct thing *self) {
    (void)self;
    changed->tag = NONE;
    changed->as.number = 7;
}

static void test_changed_while_dropped(void **state) {
    struct either value = {TWO, {0}};
    (void)state;
    changed = &value;
    value.as.two[0] = mortal(1);
    value.as.two[0]->on_death = change;
    tally__drop_value(&value, &either_layout);
    assert_string_equal(deaths, "1 ");
    assert_true(value.as.number == 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_members_die_by_the_tag),
        HEAP_TEST(test_all_references_of_a_member),
        HEAP_TEST(test_cycles_through_a_member),
        HEAP_TEST(test_values),
        HEAP_TEST(test_lifted_members),
        HEAP_TEST(test_elements),
        HEAP_TEST(test_stores),
        HEAP_TEST(test_other_members_are_not_written),
        HEAP_TEST(test_changed_while_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
