/* Releasing: order, depth, and finalizers. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

#include <sys/resource.h>

static struct thing *mortal(int id, struct thing *left, struct thing *right) {
    return make(&mortal_tree_type, id, left, right);
}

/* A place that finalizers of these tests empty or fill. */
static struct thing *global;

static void test_depth_first_in_declaration_order(void **state) {
    struct thing *inner =
        mortal(2, mortal(3, NULL, NULL), mortal(4, NULL, NULL));
    struct thing *root = mortal(1, inner, mortal(5, NULL, NULL));
    (void)state;
    tally_decref(root);
    assert_string_equal(deaths, "1 2 3 4 5 ");
}

static void test_order_passes_through_plain_objects(void **state) {
    struct thing *plain =
        make(&tree_type, 0, mortal(2, NULL, NULL),
             make(&tree_type, 0, mortal(3, NULL, NULL), NULL));
    (void)state;
    tally_decref(mortal(1, plain, mortal(4, NULL, NULL)));
    assert_string_equal(deaths, "1 2 3 4 ");
    assert_int_equal(live(), 0);
}

static void test_shared_child_dies_with_its_last_parent(void **state) {
    struct thing *child = mortal(3, NULL, NULL);
    struct thing *a = mortal(1, keep(child), keep(child));
    struct thing *b = mortal(2, child, NULL);
    (void)state;
    tally_decref(a);
    assert_string_equal(deaths, "1 ");
    tally_decref(b);
    assert_string_equal(deaths, "1 2 3 ");
}

static struct thing *list(struct tally_type *type, int length) {
    struct thing *head = NULL;
    for (int i = 0; i < length; i++)
        head = make(type, i, head, NULL);
    return head;
}

static void free_long_lists(void) {
    tally_decref(list(&tree_type, 1000000));
    tally_decref(list(&ring_type, 1000000));
    tally_decref(list(&mortal_tree_type, 100000));
    _exit(live() == 0 ? 0 : 1);
}

static void with_small_stack(void) {
    struct rlimit limit = {256 << 10, 256 << 10};
    setrlimit(RLIMIT_STACK, &limit);
    free_long_lists();
}

static void test_long_lists_need_no_stack(void **state) {
    char output[512];
    (void)state;
    assert_int_equal(run_apart(with_small_stack, output, sizeof(output)), 0);
}

static void test_freeing_does_not_allocate(void **state) {
    struct thing *head = list(&mortal_tree_type, 100);
    uint64_t before = tally__state.allocations;
    (void)state;
    tally_decref(head);
    assert_int_equal(tally__state.allocations, before);
}

/* ---- finalizers ---------------------------------------------------------- */

static void empty_global(struct thing *self) {
    (void)self;
    tally__drop_thing(&global);
}

static void test_what_dies_in_a_finalizer_waits_for_its_end(void **state) {
    struct thing *root = mortal(1, mortal(2, NULL, NULL), NULL);
    (void)state;
    global = mortal(10, mortal(11, NULL, NULL), NULL);
    root->on_death = empty_global;
    tally_decref(root);
    assert_string_equal(deaths, "1 10 11 2 ");
}

static struct thing *several[3];

static void empty_several(struct thing *self) {
    (void)self;
    for (int i = 0; i < 3; i++)
        tally__drop_thing(&several[i]);
    strcat(deaths, "end ");
}

static void test_waiting_is_first_in_first_out(void **state) {
    struct thing *root = mortal(1, mortal(2, NULL, NULL), NULL);
    (void)state;
    root->on_death = empty_several;
    for (int i = 0; i < 3; i++)
        several[i] =
            mortal(10 * (i + 1), mortal(10 * (i + 1) + 1, NULL, NULL), NULL);
    tally_decref(root);
    assert_string_equal(deaths, "1 end 10 11 20 21 30 31 2 ");
}

static void test_waiting_nests(void **state) {
    struct thing *root = mortal(1, mortal(2, NULL, NULL), NULL);
    (void)state;
    root->on_death = empty_several;
    several[0] = mortal(10, mortal(11, NULL, NULL), NULL);
    several[0]->on_death = empty_global;
    global = mortal(100, NULL, NULL);
    several[1] = mortal(20, NULL, NULL);
    tally_decref(root);
    assert_string_equal(deaths, "1 end 10 100 11 20 2 ");
}

static void
test_plain_object_in_a_finalizer_is_taken_apart_at_once(void **state) {
    struct thing *root = mortal(1, NULL, NULL);
    (void)state;
    root->on_death = empty_global;
    global = make(&tree_type, 0, mortal(2, NULL, NULL),
                  make(&tree_type, 0, NULL, mortal(3, NULL, NULL)));
    tally_decref(root);
    assert_string_equal(deaths, "1 2 3 ");
    assert_int_equal(live(), 0);
}

static void save_in_global(struct thing *self) {
    tally__set_thing(&global, keep(self));
}

static void test_resurrection(void **state) { /* [Z1 Z3] */
    struct thing *a = mortal(1, mortal(2, NULL, NULL), NULL);
    (void)state;
    a->on_death = save_in_global;
    tally_decref(a);
    assert_ptr_equal(global, a);
    assert_int_equal(tally_refcount(a), 1);
    assert_int_equal(a->left->id, 2);
    assert_string_equal(deaths, "1 ");
    tally__drop_thing(&global); /* no second finalizer */
    assert_string_equal(deaths, "1 2 ");
    assert_int_equal(live(), 0);
}

static void save_and_empty(struct thing *self) {
    struct thing *old = global;
    global = keep(self);
    tally_decref(old);
}

static void test_resurrection_while_others_wait(void **state) {
    struct thing *a = mortal(2, NULL, NULL);
    struct thing *root = mortal(1, a, mortal(3, NULL, NULL));
    (void)state;
    a->on_death = save_and_empty;
    global = mortal(10, NULL, NULL);
    tally_decref(root);
    assert_string_equal(deaths, "1 2 10 3 ");
    assert_ptr_equal(global, a);
    tally__drop_thing(&global);
}

static void make_more(struct thing *self) {
    tally_decref(mortal(self->id + 1, mortal(self->id + 2, NULL, NULL), NULL));
    tally_collect();
}

static void test_finalizer_may_allocate_and_collect(void **state) { /* [Z10] */
    struct thing *a = mortal(1, NULL, NULL);
    (void)state;
    a->on_death = make_more;
    tally_decref(a);
    assert_string_equal(deaths, "1 2 3 ");
}

static void chain(struct thing *self) {
    if (self->id % 17 == 0)
        tally_collect();
    if (self->id < 150) {
        struct thing *next = mortal(self->id + 1, NULL, NULL);
        next->on_death = chain;
        tally_decref(next);
    }
}

static void test_chain_of_finalizers(void **state) {
    struct thing *a = mortal(0, NULL, NULL);
    uint64_t before = tally__state.stats.finalized;
    (void)state;
    a->on_death = chain;
    tally_decref(a);
    assert_int_equal(tally__state.stats.finalized - before, 151);
    assert_int_equal(live(), 0);
}

/* ---- values -------------------------------------------------------------- */

struct pair {
    struct thing *first;
    struct thing *weak;
    struct thing *more[3];
};

static void test_values_are_dropped_in_order(void **state) {
    static const struct tally_ref refs[] = {
        {offsetof(struct pair, first), 1, 0, NULL, TALLY_REF_STRONG},
        {offsetof(struct pair, weak), 1, 0, NULL, TALLY_REF_WEAK},
        {offsetof(struct pair, more), 3, sizeof(void *), NULL,
         TALLY_REF_STRONG},
    };
    static const struct tally_layout layout = {3, refs};
    static const struct tally_ref all = {0, 2, sizeof(struct pair), &layout,
                                         TALLY_REF_VALUE};
    static const struct tally_layout array = {1, &all};
    struct pair pairs[2] = {{NULL, NULL, {NULL, NULL, NULL}},
                            {NULL, NULL, {NULL, NULL, NULL}}};
    (void)state;
    for (int i = 0; i < 2; i++) {
        pairs[i].first = mortal(10 * i, NULL, NULL);
        pairs[i].weak = tally__weak_init_thing(pairs[i].first);
        pairs[i].more[0] = mortal(10 * i + 1, NULL, NULL);
        pairs[i].more[2] = mortal(10 * i + 2, NULL, NULL);
    }
    tally__drop_value(pairs, &array);
    assert_string_equal(deaths, "0 1 2 10 11 12 ");
    assert_null(pairs[0].first);
    assert_null(pairs[1].weak);
    assert_null(pairs[1].more[2]);
}

/* A copy of a value has counts of its own, and weak places of its own. */
static void test_values_are_copied(void **state) {
    struct pair {
        struct thing *first, *weak;
    };
    static const struct tally_ref refs[] = {
        {offsetof(struct pair, first), 1, sizeof(void *), NULL,
         TALLY_REF_STRONG},
        {offsetof(struct pair, weak), 1, sizeof(void *), NULL, TALLY_REF_WEAK},
    };
    static const struct tally_layout layout = {2, refs};
    struct pair pairs[2] = {{mortal(1, NULL, NULL), NULL}};
    (void)state;
    pairs[0].weak = tally__weak_init_thing(pairs[0].first);
    pairs[1] = pairs[0];
    tally__retain_value(&pairs[1], &layout);
    assert_int_equal(tally_refcount(pairs[1].first), 2);
    tally__drop_value(&pairs[0], &layout);
    assert_string_equal(deaths, "");
    struct thing *seen = tally__weak_load_thing(&pairs[1].weak);
    assert_ptr_equal(seen, pairs[1].first);
    assert_ptr_equal(tally__weak_get_thing(pairs[1].weak), seen);
    tally_decref(seen);
    tally_decref(seen);
    tally__drop_values(pairs, sizeof pairs, sizeof *pairs, &layout);
    assert_string_equal(deaths, "1 ");
    memset(pairs, 1, sizeof pairs);
    tally__clear_values(pairs, sizeof pairs);
    tally__drop_values(pairs, sizeof pairs, sizeof *pairs, &layout);
    assert_int_equal(tally__state.stats.weak_records, 0);
}

/* A struct in memory of the program's own: all of it is zero behind. */
static void test_values_are_cleared(void **state) {
    struct part {
        struct thing *one;
        char after;
    };
    struct whole {
        char before;
        struct part parts[2];
        int behind;
    };
    static const struct tally_ref part_refs[] = {
        {offsetof(struct part, one), 1, sizeof(void *), NULL,
         TALLY_REF_STRONG},
    };
    static const struct tally_layout part = {1, part_refs};
    static const struct tally_ref refs[] = {
        {offsetof(struct whole, parts), 2, sizeof(struct part), &part,
         TALLY_REF_VALUE},
    };
    static const struct tally_layout layout = {1, refs};
    static const struct whole nothing;
    struct whole whole;
    (void)state;
    assert_null(tally__zero(NULL, sizeof whole));
    memset(&whole, 1, sizeof whole);
    assert_ptr_equal(tally__zero(&whole, sizeof whole), &whole);
    assert_memory_equal(&whole, &nothing, sizeof whole);
    memset(&whole, 1, sizeof whole);
    whole.parts[0].one = mortal(1, NULL, NULL);
    whole.parts[1].one = mortal(2, NULL, NULL);
    tally__clear_value(&whole, sizeof whole, &layout);
    assert_string_equal(deaths, "1 2 ");
    assert_memory_equal(&whole, &nothing, sizeof whole);
    tally__clear_value(NULL, sizeof whole, &layout);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_depth_first_in_declaration_order),
        HEAP_TEST(test_order_passes_through_plain_objects),
        HEAP_TEST(test_shared_child_dies_with_its_last_parent),
        HEAP_TEST(test_long_lists_need_no_stack),
        HEAP_TEST(test_freeing_does_not_allocate),
        HEAP_TEST(test_what_dies_in_a_finalizer_waits_for_its_end),
        HEAP_TEST(test_waiting_is_first_in_first_out),
        HEAP_TEST(test_waiting_nests),
        HEAP_TEST(test_plain_object_in_a_finalizer_is_taken_apart_at_once),
        HEAP_TEST(test_resurrection),
        HEAP_TEST(test_resurrection_while_others_wait),
        HEAP_TEST(test_finalizer_may_allocate_and_collect),
        HEAP_TEST(test_chain_of_finalizers),
        HEAP_TEST(test_values_are_dropped_in_order),
        HEAP_TEST(test_values_are_copied),
        HEAP_TEST(test_values_are_cleared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
