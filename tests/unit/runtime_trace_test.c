/* Trace functions: release, collection, depth. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

/* Keeps one thing that only its trace function names, and one in a field. */
struct holder {
    void *hidden;
    struct holder *shown;
    int id;
};

static const struct tally_ref holder_refs[] = {
    {offsetof(struct holder, shown), 1, 0, NULL, TALLY_REF_STRONG}};
static const struct tally_layout holder_layout = {1, holder_refs};

static unsigned tracing, deepest;

static void holder_trace(void *object, tally_visitor *visitor) {
    struct holder *self = object;
    void *copy = self->hidden;
    tracing++;
    if (tracing > deepest)
        deepest = tracing;
    tally_visit(visitor, &copy);
    tracing--;
}

static void holder_finalizer(void *object) {
    struct holder *self = object;
    size_t used = strlen(deaths);
    snprintf(deaths + used, sizeof(deaths) - used, "%d ", self->id);
}

#define HOLDER(name, flags, finalizer, trace)                             \
    {                                                                     \
        name, NULL, 1, sizeof(struct holder), sizeof(void *), flags, 0,   \
            &holder_layout, finalizer, trace, NULL                        \
    }
static struct tally_type plain = HOLDER("holder", 0, NULL, holder_trace);
static struct tally_type mortal =
    HOLDER("mortal_holder", 0, holder_finalizer, holder_trace);
/* It has no word. */
static struct tally_type box =
    HOLDER("box", TALLY_TYPE_ACYCLIC_UNCHECKED, NULL, NULL);

/* Owned; both +1s move in. */
static struct holder *hold(struct tally_type *type, int id, void *hidden,
                           void *shown) {
    struct holder *holder = tally__new(struct holder, *type);
    holder->id = id;
    holder->hidden = hidden;
    holder->shown = shown;
    return holder;
}

static void test_release(void **state) {
    struct holder *kept = hold(&mortal, 4, NULL, NULL);
    (void)state;
    tally_decref(hold(&mortal, 1,
                      hold(&mortal, 2, hold(&mortal, 3, NULL, NULL), NULL),
                      tally_incref(kept)));
    assert_string_equal(deaths, "1 2 3 ");
    assert_int_equal(live(), 1);
    tally_decref(kept);
}

/* What is shown is released before what is hidden is disposed of. */
static void test_order(void **state) {
    (void)state;
    tally_decref(hold(&mortal, 1, hold(&mortal, 2, NULL, NULL),
                      hold(&mortal, 3, NULL, NULL)));
    assert_string_equal(deaths, "1 3 2 ");
}

static void test_cycle(void **state) {
    struct holder *a = hold(&mortal, 1, NULL, NULL);
    struct holder *b = hold(&plain, 2, a, hold(&mortal, 3, NULL, NULL));
    (void)state;
    a->hidden = tally_incref(b);
    tally_incref(a);
    tally_decref(a);
    assert_int_equal(tally_collect(), 0);
    tally_decref(b);
    assert_int_equal(live(), 3);
    assert_int_equal(tally_collect(), 3);
    assert_int_equal(live(), 0);
}

/* Alternating with boxes, which are released inside of the trace function. */
static void test_depth(void **state) {
    struct holder *holder = NULL;
    (void)state;
    deepest = 0;
    for (int i = 0; i < 200000; i++)
        holder = i % 2 ? hold(&box, i, NULL, holder)
                       : hold(&plain, i, holder, NULL);
    tally_decref(holder);
    assert_int_equal(live(), 0);
    assert_int_equal(deepest, 1);
}

/* A finalizer that is called for what a trace function names. */
static struct holder *saved;

static void save(void *object) {
    saved = tally_incref(object);
}

static struct tally_type saving = HOLDER("saving", 0, save, holder_trace);

static void test_resurrection(void **state) {
    (void)state;
    tally_decref(
        hold(&plain, 1, hold(&saving, 2, hold(&mortal, 3, NULL, NULL), NULL),
             NULL));
    assert_int_equal(live(), 2);
    assert_int_equal(tally_collect(), 0);
    assert_string_equal(deaths, "");
    tally_decref(saved);
    assert_string_equal(deaths, "3 ");
    assert_int_equal(live(), 0);
}

/* Objects outside of a cycle that the trace function of a member names. */
static void test_cargo(void **state) {
    struct holder *a = hold(&plain, 1, NULL, NULL);
    (void)state;
    a->shown = tally_incref(a);
    a->hidden = hold(&box, 2, NULL, hold(&mortal, 3, NULL, NULL));
    tally_decref(a);
    assert_int_equal(live(), 3);
    tally_collect();
    assert_string_equal(deaths, "3 ");
    assert_int_equal(live(), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_release),      HEAP_TEST(test_order),
        HEAP_TEST(test_cycle),        HEAP_TEST(test_depth),
        HEAP_TEST(test_resurrection), HEAP_TEST(test_cargo)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
