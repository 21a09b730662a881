/* The acceptance matrix, rows W, R and E: weak references that are objects, and
 * finalizers from outside. */
#define _POSIX_C_SOURCE 200809L
#include "gc_matrix.h"
#include "tally_weak.h"

static struct thing *global, *weak_place;
static tally_weakref *refs[8];

/* "a b ": the contexts of the callbacks that ran. */
static char called[256];

static void append(const char *text) {
    size_t used = strlen(called);
    snprintf(called + used, sizeof(called) - used, "%s ", text);
}

static void call(tally_weakref *ref, void *context) {
    assert_true(tally_weakref_is_dead(ref));
    assert_null(tally_weakref_get(ref));
    append(context);
}

static char a_name[] = "a", b_name[] = "b", c_name[] = "c";

static void start(void) { called[0] = '\0'; }

static void drop(tally_weakref **ref) {
    tally_decref(*ref);
    *ref = NULL;
}

/* ---- W ------------------------------------------------------------------- */

static struct tally_type *const all_types[] = {&ring_type, &mortal_ring_type,
                                               &tree_type, &mortal_tree_type};

static void test_W1_shared_without_a_callback_and_distinct_with(void **state) {
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct thing *a = make(all_types[i], 1, NULL, NULL), *got;
        tally_weakref *one = tally_weakref_new(a, call, a_name);
        tally_weakref *two = tally_weakref_new(a, NULL, NULL);
        tally_weakref *three = tally_weakref_new(a, call, a_name);
        tally_weakref *four = tally_weakref_new(a, NULL, NULL);
        start();
        assert_ptr_equal(two, four);
        assert_ptr_not_equal(one, three);
        assert_ptr_not_equal(one, two);
        got = tally_weakref_get(one);
        assert_ptr_equal(got, a);
        assert_int_equal(tally_refcount(a), 2);
        tally_decref(got);
        tally_decref(a);
        assert_null(tally_weakref_get(two));
        assert_string_equal(called, "a a ");
        tally_decref(one);
        tally_decref(two);
        tally_decref(three);
        tally_decref(four);
    }
    assert_null(tally_weakref_new(NULL, call, NULL));
    assert_null(tally_weakref_get(NULL));
}

static void need_the_dead(void) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    tally_weakref *ref = tally_weakref_new(a, NULL, NULL);
    tally_decref(tally_weakref_need(ref));
    tally_decref(a);
    tally_weakref_need(ref);
}

static void need_nothing(void) { tally_weakref_need(NULL); }

static void test_W2_checked_dereference(void **state) {
    (void)state;
    assert_aborts(need_the_dead, "its object is dead");
    assert_aborts(need_nothing, "there is none");
}

static int note_ref(tally_weakref *ref, void *context) {
    return note_seen(ref, context);
}

static void test_W3_count_and_list(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    struct seen seen = {.count = 0};
    (void)state;
    assert_int_equal(tally_weakref_count(a), 0);
    refs[0] = tally_weakref_new(a, call, a_name);
    refs[1] = tally_weakref_new(a, NULL, NULL);
    refs[2] = tally_weakref_new(a, call, b_name);
    assert_int_equal(tally_weakref_count(a), 3);
    tally_weakref_visit(a, note_ref, &seen);
    assert_int_equal(seen.count, 3);
    assert_ptr_equal(seen.objects[0], refs[1]);
    assert_ptr_equal(seen.objects[1], refs[2]);
    assert_ptr_equal(seen.objects[2], refs[0]);
    drop(&refs[0]);
    drop(&refs[1]);
    assert_int_equal(tally_weakref_count(a), 1);
    drop(&refs[2]);
    assert_int_equal(tally_weakref_count(a), 0);
    assert_int_equal(tally_weakref_count(NULL), 0);
    tally_decref(a);
}

static void test_W4_callback_is_null_after_death(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    refs[0] = tally_weakref_new(a, call, a_name);
    assert_true(tally_weakref_callback_of(refs[0]) == call);
    tally_decref(a);
    assert_true(tally_weakref_callback_of(refs[0]) == NULL);
    assert_true(tally_weakref_callback_of(NULL) == NULL);
    drop(&refs[0]);
}

static void test_W6_pair_dies_with_either(void **state) {
    (void)state;
    for (int first = 0; first < 2; first++) {
        struct thing *pair[2] = {make(&tree_type, 1, NULL, NULL),
                                 make(&ring_type, 2, NULL, NULL)};
        struct thing *got;
        start();
        refs[0] = tally_weakref_new_pair(pair[0], pair[1], call, a_name);
        got = tally_weakref_get(refs[0]);
        assert_ptr_equal(got, pair[0]);
        tally_decref(got);
        got = tally_weakref_get_other(refs[0]);
        assert_ptr_equal(got, pair[1]);
        tally_decref(got);
        tally_decref(pair[first]);
        assert_true(tally_weakref_is_dead(refs[0]));
        assert_string_equal(called, "a ");
        tally_decref(pair[!first]);
        assert_string_equal(called, "a ");
        drop(&refs[0]);
    }
}

static void *say(void *context) {
    append(context);
    return context;
}

static void test_W7_finalizer_from_outside(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    tally_weak_finalizer *f = tally_weak_finalize(a, say, a_name);
    (void)state;
    start();
    assert_true(tally_weak_is_alive(f) && tally_weak_at_exit(f));
    tally_decref(f); /* it keeps itself alive */
    tally_decref(a);
    assert_string_equal(called, "a ");
    assert_null(tally_weak_finalize(NULL, say, a_name));
}

/* ---- R ------------------------------------------------------------------- */

static void test_R1_object_or_null(void **state) {
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct thing *a = make(all_types[i], 1, NULL, NULL), *got;
        refs[0] = tally_weakref_new(a, NULL, NULL);
        tally__weak_store_thing(&weak_place, a);
        got = tally_weakref_get(refs[0]);
        assert_ptr_equal(got, a);
        assert_int_equal(tally_refcount(a), 2);
        tally_decref(got);
        tally_decref(a);
        assert_null(tally_weakref_get(refs[0]));
        assert_null(tally__weak_load_thing(&weak_place));
        tally__weak_drop_thing(&weak_place);
        drop(&refs[0]);
    }
}

static void test_R2_each_callback_once(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    start();
    for (int i = 0; i < 3; i++)
        refs[i] = tally_weakref_new(a, call, a_name);
    tally_decref(a);
    assert_string_equal(called, "a a a ");
    tally_collect();
    assert_string_equal(called, "a a a ");
    for (int i = 0; i < 3; i++)
        drop(&refs[i]);
}

static void all_are_dead(tally_weakref *ref, void *context) {
    call(ref, context);
    for (int i = 0; i < 4; i++)
        assert_null(tally_weakref_get(refs[i]));
    assert_null(tally__weak_load_thing(&weak_place));
}

static void test_R3_all_are_dead_before_any_callback(void **state) {
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct thing *a = make(all_types[i], 1, NULL, NULL);
        start();
        refs[0] = tally_weakref_new(a, all_are_dead, a_name);
        refs[1] = tally_weakref_new(a, NULL, NULL);
        refs[2] = tally_weakref_new(a, all_are_dead, b_name);
        refs[3] = tally_weakref_new_pair(a, a, all_are_dead, c_name);
        tally__weak_store_thing(&weak_place, a);
        tally_decref(a);
        assert_string_equal(called, "c b a ");
        tally__weak_drop_thing(&weak_place);
        for (int k = 0; k < 4; k++)
            drop(&refs[k]);
    }
}

static void test_R4_newest_first(void **state) {
    struct thing *a = make(&mortal_ring_type, 1, NULL, NULL);
    (void)state;
    start();
    refs[0] = tally_weakref_new(a, call, a_name);
    refs[1] = tally_weakref_new(a, call, b_name);
    refs[2] = tally_weakref_new(a, call, c_name);
    a->left = keep(a);
    tally_decref(a);
    tally_collect();
    assert_string_equal(called, "c b a ");
    for (int i = 0; i < 3; i++)
        drop(&refs[i]);
}

static void test_R5_shared_one_is_never_replaced(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    (void)state;
    refs[0] = tally_weakref_new(a, call, a_name);
    refs[1] = tally_weakref_new(a, NULL, NULL);
    refs[2] = tally_weakref_new_pair(a, a, NULL, NULL);
    refs[3] = tally_weakref_new(a, NULL, NULL);
    assert_ptr_equal(refs[1], refs[3]);
    assert_ptr_not_equal(refs[0], refs[1]);
    assert_ptr_not_equal(refs[2], refs[1]);
    drop(&refs[1]);
    drop(&refs[3]);
    refs[1] = tally_weakref_new(a, NULL, NULL); /* a new one */
    assert_ptr_not_equal(refs[1], refs[2]);
    tally_decref(a);
    for (int i = 0; i < 3; i++)
        drop(&refs[i]);
}

static void test_R6_count_after_dropping(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    for (int i = 0; i < 8; i++)
        refs[i] = tally_weakref_new(a, i % 2 ? call : NULL, a_name);
    assert_int_equal(tally_weakref_count(a), 5);
    for (int i = 0; i < 8; i += 2)
        drop(&refs[i]);
    assert_int_equal(tally_weakref_count(a), 4);
    for (int i = 1; i < 8; i += 2) {
        drop(&refs[i]);
        assert_int_equal(tally_weakref_count(a), (size_t)(7 - i) / 2);
    }
    tally_decref(a);
}

static void test_R7_dropped_before_is_not_called(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    (void)state;
    start();
    refs[0] = tally_weakref_new(a, call, a_name);
    drop(&refs[0]);
    tally_decref(a);
    assert_string_equal(called, "");
}

/* An object that owns a weak reference. */
struct holder {
    struct holder *next;
    tally_weakref *ref;
};
static const struct tally_ref holder_refs[] = {
    {offsetof(struct holder, next), 2, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout holder_layout = {1, holder_refs};
static struct tally_type holder_type = {
    "holder", NULL, 4,    sizeof(struct holder), sizeof(void *), 0, 0,
    &holder_layout, NULL, NULL, NULL};

static void test_R8_only_references_outside_the_garbage_call(void **state) {
    struct holder *inside = tally__new(struct holder, holder_type);
    struct holder *outside = tally__new(struct holder, holder_type);
    (void)state;
    start();
    inside->next = tally_incref(inside);
    inside->ref = tally_weakref_new(inside, call, a_name);
    outside->ref = tally_weakref_new(inside, call, b_name);
    tally_decref(inside);
    assert_true(tally_collect() >= 1);
    assert_string_equal(called, "b ");
    tally_decref(outside);
    assert_int_equal(live(), 0);
}

static void look_through(tally_weakref *ref, void *context) {
    (void)ref;
    append(context);
    assert_null(tally_weakref_get(refs[1]));
    assert_null(tally__weak_load_thing(&weak_place));
    assert_null(tally_weakref_new(NULL, NULL, NULL));
}

static void test_R9_callback_does_not_see_garbage(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, a, NULL);
    (void)state;
    start();
    a->left = keep(b);
    refs[0] = tally_weakref_new(a, look_through, a_name);
    refs[1] = tally_weakref_new(b, NULL, NULL);
    tally__weak_store_thing(&weak_place, b);
    tally_decref(b);
    assert_int_equal(tally_collect(), 2);
    assert_string_equal(called, "a ");
    tally__weak_drop_thing(&weak_place);
    drop(&refs[0]);
    drop(&refs[1]);
}

static void collect_in(tally_weakref *ref, void *context) {
    call(ref, context);
    tally_gc_collect(2);
    drop_ring(&mortal_ring_type, 2, 7, NULL);
    tally_gc_collect(2);
}

static void test_R10_callback_may_collect(void **state) {
    struct thing *a = make(&ring_type, 1, make(&mortal_ring_type, 2, NULL, NULL),
                           NULL);
    (void)state;
    start();
    refs[0] = tally_weakref_new(a, collect_in, a_name);
    tally_decref(a); /* by its count */
    assert_string_equal(called, "a ");
    drop(&refs[0]);
    a = loop(&ring_type, 3);
    refs[0] = tally_weakref_new(a, collect_in, b_name);
    tally_decref(a); /* by a collection */
    tally_collect();
    assert_string_equal(called, "a b ");
    drop(&refs[0]);
    tally_collect();
}

static void test_R11_collections_while_references_are_made(void **state) {
    struct thing *a = loop(&ring_type, 1);
    (void)state;
    tally_set_threshold(1, 1);
    for (int i = 0; i < 200; i++) {
        tally_weakref *one, *two;
        drop_ring(&ring_type, 2, 5, NULL);
        one = tally_weakref_new(a, NULL, NULL);
        drop_ring(&ring_type, 2, 5, NULL);
        two = tally_weakref_new(a, i % 2 ? call : NULL, a_name);
        assert_true((one == two) == (i % 2 == 0));
        tally_decref(one);
        tally_decref(two);
    }
    tally_decref(a);
    tally_collect();
}

static void drop_and_look(struct thing *self) {
    (void)self;
    tally__drop_thing(&global); /* it waits */
    assert_null(tally_weakref_get(refs[0]));
    assert_null(tally__weak_load_thing(&weak_place));
}

static void test_R12_dead_object_that_waits_is_not_visible(void **state) {
    struct thing *a = make(&mortal_tree_type, 1, NULL, NULL);
    (void)state;
    global = make(&mortal_tree_type, 2, NULL, NULL);
    refs[0] = tally_weakref_new(global, NULL, NULL);
    tally__weak_store_thing(&weak_place, global);
    a->on_death = drop_and_look;
    tally_decref(a);
    assert_string_equal(deaths, "1 2 ");
    tally__weak_drop_thing(&weak_place);
    drop(&refs[0]);
}

static void test_R14_death_needs_no_memory(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    uint64_t before;
    (void)state;
    start();
    refs[0] = tally_weakref_new(a, call, a_name);
    refs[1] = tally_weakref_new(a, NULL, NULL);
    tally_decref(keep((struct thing *)(void *)refs[0])); /* listed by now */
    before = tally__state.allocations;
    tally_decref(a);
    assert_int_equal(tally__state.allocations, before);
    assert_string_equal(called, "a ");
    drop(&refs[0]);
    drop(&refs[1]);
}

static void test_R17_pair_makes_no_cycle(void **state) {
    struct thing *a = make(&ring_type, 1, NULL, NULL);
    struct thing *b = make(&ring_type, 2, keep(a), NULL);
    (void)state;
    start();
    refs[0] = tally_weakref_new_pair(a, b, call, a_name);
    a->left = keep(b);
    tally_decref(a);
    tally_decref(b);
    tally_collect();
    assert_string_equal(called, "a ");
    assert_true(tally_weakref_is_dead(refs[0]));
    drop(&refs[0]);
    assert_int_equal(live(), 0);
}

/* Each callback drops the next object: no depth. */
static tally_weakref *chain[20000];

static void drop_next(tally_weakref *ref, void *context) {
    struct thing **at = context, *next = *at;
    (void)ref;
    *at = NULL;
    tally_decref(next);
}

static void test_callbacks_do_not_nest(void **state) {
    static struct thing *things[20001];
    (void)state;
    for (int i = 0; i < 20000; i++) {
        things[i] = make(&tree_type, i, NULL, NULL);
        chain[i] = tally_weakref_new(things[i], drop_next, &things[i + 1]);
    }
    tally_decref(things[0]);
    for (int i = 0; i < 20000; i++)
        tally_decref(chain[i]);
    assert_int_equal(live(), 0);
}

/* ---- E ------------------------------------------------------------------- */

static void test_E1_called_once(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL), *got;
    tally_weak_finalizer *f = tally_weak_finalize(a, say, a_name);
    tally_weak_function *function = NULL;
    void *context = NULL;
    (void)state;
    start();
    got = tally_weak_peek(f, &function, &context);
    assert_ptr_equal(got, a);
    tally_decref(got);
    assert_true(function == say && context == a_name);
    assert_ptr_equal(tally_weak_call(f), a_name);
    assert_null(tally_weak_call(f));
    assert_null(tally_weak_peek(f, NULL, NULL));
    assert_false(tally_weak_detach(f, NULL) || tally_weak_is_alive(f) ||
                 tally_weak_at_exit(f));
    tally_decref(f);
    f = tally_weak_finalize(a, say, b_name);
    assert_true(tally_weak_detach(f, &context));
    assert_ptr_equal(context, b_name);
    assert_false(tally_weak_detach(f, NULL));
    tally_decref(f);
    tally_decref(a);
    assert_string_equal(called, "a ");
}

static void test_E2_last_made_first_called(void **state) {
    struct thing *a = loop(&mortal_ring_type, 1);
    tally_weak_finalizer *f[4];
    (void)state;
    start();
    f[0] = tally_weak_finalize(a, say, a_name);
    f[1] = tally_weak_finalize(a, say, b_name);
    f[2] = tally_weak_finalize(a, say, c_name);
    f[3] = tally_weak_finalize(a, say, a_name);
    tally_weak_detach(f[2], NULL);
    tally_weak_call(f[1]);
    for (int i = 0; i < 4; i++)
        tally_decref(f[i]);
    tally_decref(a);
    tally_collect();
    assert_string_equal(called, "b a a ");
}

static void test_E3_nothing_is_left(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    (void)state;
    start();
    for (int i = 0; i < 100; i++)
        tally_decref(tally_weak_finalize(a, say, a_name));
    assert_int_equal(live(), 101);
    tally_decref(a);
    assert_int_equal(live(), 0);
}

static void *write_out(void *context) {
    fputs(context, stderr);
    return NULL;
}

static void *write_and_make_another(void *context) {
    fputs(context, stderr);
    tally_decref(tally_weak_finalize(global, write_out, "g1 "));
    return NULL;
}

static void finalize_at_exit(void) {
    tally_weak_finalizer *f;
    global = make(&mortal_tree_type, 1, NULL, NULL);
    tally_decref(tally_weak_finalize(global, write_out, "f1 "));
    f = tally_weak_finalize(global, write_out, "f2 ");
    tally_weak_set_at_exit(f, 0);
    assert_false(tally_weak_at_exit(f));
    tally_decref(f);
    tally_decref(tally_weak_finalize(global, write_and_make_another, "f3 "));
    tally_decref(tally_weak_finalize(global, write_out, "f4 "));
}

static void test_E4_order_at_exit(void **state) {
    char text[512];
    (void)state;
    assert_int_equal(run_apart(finalize_at_exit, text, sizeof(text)), 0);
    assert_string_equal(text, "f4 f3 g1 f1 ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_W1_shared_without_a_callback_and_distinct_with),
        HEAP_TEST(test_W2_checked_dereference),
        HEAP_TEST(test_W3_count_and_list),
        HEAP_TEST(test_W4_callback_is_null_after_death),
        HEAP_TEST(test_W6_pair_dies_with_either),
        HEAP_TEST(test_W7_finalizer_from_outside),
        HEAP_TEST(test_R1_object_or_null),
        HEAP_TEST(test_R2_each_callback_once),
        HEAP_TEST(test_R3_all_are_dead_before_any_callback),
        HEAP_TEST(test_R4_newest_first),
        HEAP_TEST(test_R5_shared_one_is_never_replaced),
        HEAP_TEST(test_R6_count_after_dropping),
        HEAP_TEST(test_R7_dropped_before_is_not_called),
        HEAP_TEST(test_R8_only_references_outside_the_garbage_call),
        HEAP_TEST(test_R9_callback_does_not_see_garbage),
        HEAP_TEST(test_R10_callback_may_collect),
        HEAP_TEST(test_R11_collections_while_references_are_made),
        HEAP_TEST(test_R12_dead_object_that_waits_is_not_visible),
        HEAP_TEST(test_R14_death_needs_no_memory),
        HEAP_TEST(test_R17_pair_makes_no_cycle),
        HEAP_TEST(test_callbacks_do_not_nest),
        HEAP_TEST(test_E1_called_once),
        HEAP_TEST(test_E2_last_made_first_called),
        HEAP_TEST(test_E3_nothing_is_left),
        HEAP_TEST(test_E4_order_at_exit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
