/* Types: registration, identity, layouts, alignment. */
#define _POSIX_C_SOURCE 200809L
#include "runtime_heap.h"

static struct tally_type descriptor(const char *name, const char *file,
                                    uint64_t hash) {
    struct tally_type type = tree_type;
    type.name = name;
    type.file = file;
    type.layout_hash = hash;
    type.number = 0;
    type.finalizer = NULL;
    return type;
}

static void test_same_type_has_one_number(void **state) {
    struct tally_type a = descriptor("same", NULL, 5);
    struct tally_type b = descriptor("same", NULL, 5);
    (void)state;
    tally_decref(tally__make(&a, "a.c:1"));
    tally_decref(tally__make(&b, "b.c:1"));
    assert_int_equal(a.number, b.number);
    assert_int_not_equal(a.number, 0);
}

static void test_types_of_files_are_apart(void **state) {
    struct tally_type a = descriptor("local", "a.c", 5);
    struct tally_type b = descriptor("local", "b.c", 6);
    struct tally_type c = descriptor("local", NULL, 7);
    (void)state;
    tally_decref(tally__make(&a, "a.c:1"));
    tally_decref(tally__make(&b, "b.c:1"));
    tally_decref(tally__make(&c, "c.c:1"));
    assert_int_not_equal(a.number, b.number);
    assert_int_not_equal(a.number, c.number);
}

static void test_names_are_copied(void **state) {
    char name[] = "fleeting", site[] = "x.c:1";
    struct tally_type a = descriptor(name, NULL, 5);
    struct tally_type b = descriptor("fleeting", NULL, 5);
    (void)state;
    tally_decref(tally__make(&a, site));
    memset(name, '?', sizeof(name) - 1);
    memset(site, '?', sizeof(site) - 1);
    tally_decref(tally__make(&b, "y.c:1"));
    assert_int_equal(a.number, b.number);
}

static void make_two_layouts(void) {
    struct tally_type a = descriptor("clash", NULL, 5);
    struct tally_type b = descriptor("clash", NULL, 6);
    tally__make(&a, "one.c:3");
    tally__make(&b, "two.c:4");
}

static void make_two_sizes(void) {
    struct tally_type a = descriptor("clash", NULL, 5);
    struct tally_type b = descriptor("clash", NULL, 5);
    b.size += 8;
    tally__make(&a, "one.c:3");
    tally__make(&b, "two.c:4");
}

static void make_without_finalizer(void) {
    struct tally_type a = descriptor("clash", NULL, 5);
    struct tally_type b = descriptor("clash", NULL, 5);
    b.finalizer = thing_finalizer;
    tally__make(&a, "one.c:3");
    tally__make(&b, "two.c:4");
}

static void make_marked_differently(void) {
    struct tally_type a = descriptor("clash", NULL, 5);
    struct tally_type b = descriptor("clash", NULL, 5);
    b.flags |= TALLY_TYPE_ACYCLIC_UNCHECKED;
    tally__make(&a, "one.c:3");
    tally__make(&b, "two.c:4");
}

/* A cast to a subtype looks at what the object is. */
static struct tally_type shape = {"shape", NULL, 1, sizeof(struct thing), 8,
                                  0, 0, &thing_layout, NULL, NULL, NULL};
static struct tally_type circle = {"circle", NULL, 2, sizeof(struct thing), 8,
                                   0, 0, &thing_layout, NULL, NULL, &shape};
static struct tally_type ring = {"ring", NULL, 3, sizeof(struct thing), 8,
                                 0, 0, &thing_layout, NULL, NULL, &circle};

static void cast_to_what_it_is_not(void) {
    tally__check_down(tally__make(&shape, "one.c:3"), &ring, "two.c:4");
}

static void test_casts_to_subtypes(void **state) {
    void *object = tally__make(&ring, "one.c:3");
    (void)state;
    assert_ptr_equal(tally__check_down(object, &ring, "x.c:1"), object);
    assert_ptr_equal(tally__check_down(object, &circle, "x.c:1"), object);
    assert_ptr_equal(tally__check_down(object, &shape, "x.c:1"), object);
    assert_null(tally__check_down(NULL, &ring, "x.c:1"));
    tally_decref(object);
    assert_aborts(cast_to_what_it_is_not, "'shape'");
    assert_aborts(cast_to_what_it_is_not, "'ring'");
    assert_aborts(cast_to_what_it_is_not, "two.c:4");
}

static void ignore_trace(void *self, tally_visitor *visitor) {
    (void)self;
    (void)visitor;
}

static void make_with_trace(void) {
    struct tally_type a = descriptor("clash", NULL, 5);
    struct tally_type b = descriptor("clash", NULL, 5);
    a.trace = ignore_trace;
    tally__make(&a, "one.c:3");
    tally__make(&b, "two.c:4");
}

static void test_differences_are_refused(void **state) {
    void (*const clashes[])(void) = {make_two_layouts, make_two_sizes,
                                     make_without_finalizer, make_with_trace,
                                     make_marked_differently};
    (void)state;
    for (size_t i = 0; i < sizeof(clashes) / sizeof(*clashes); i++) {
        assert_aborts(clashes[i], "one.c:3");
        assert_aborts(clashes[i], "two.c:4");
        assert_aborts(clashes[i], "'clash'");
    }
}

static void test_a_proof_may_be_missing_elsewhere(void **state) {
    struct tally_type a = descriptor("proved", NULL, 5);
    struct tally_type b = descriptor("proved", NULL, 5);
    (void)state;
    b.flags = 0;
    tally_decref(tally__make(&a, "a.c:1"));
    tally_decref(tally__make(&b, "b.c:1"));
    assert_int_equal(a.number, b.number);
}

static void test_type_without_references_is_acyclic(void **state) {
    struct tally_type leaf = descriptor("leaf", NULL, 5);
    void *object;
    (void)state;
    leaf.flags = 0;
    leaf.layout = NULL;
    object = tally__make(&leaf, "a.c:1");
    assert_false(object_has(object, FLAG_CYCLIC));
    tally_decref(object);
}

static void test_alignment(void **state) {
    (void)state;
    for (size_t align = 1; align <= 4096; align *= 2) {
        for (int finalizer = 0; finalizer < 2; finalizer++) {
            char name[32];
            struct tally_type type = descriptor(name, NULL, align);
            unsigned char *object;
            snprintf(name, sizeof(name), "align%zu/%d", align, finalizer);
            type.align = align;
            type.size =
                align > sizeof(struct thing) ? align : sizeof(struct thing);
            type.finalizer = finalizer ? thing_finalizer : NULL;
            object = tally__make(&type, "a.c:1");
            assert_int_equal((uintptr_t)object % (align > 8 ? align : 8), 0);
            for (size_t i = 0; i < type.size; i++)
                assert_int_equal(object[i], 0);
            for (size_t i = sizeof(struct thing); i < type.size; i++)
                object[i] = 1;
            tally_decref(object);
        }
    }
}

/* ---- layouts ------------------------------------------------------------- */

struct cell {
    struct thing *a;
    int number;
    struct thing *b;
};

struct wide {
    int number;
    struct thing *first;
    struct cell cells[10];
    struct thing *row[100];
    struct thing *weak;
};

static const struct tally_ref cell_refs[] = {
    {offsetof(struct cell, a), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct cell, b), 1, 0, NULL, TALLY_REF_STRONG},
};
static const struct tally_layout cell_layout = {2, cell_refs};
static const struct tally_ref wide_refs[] = {
    {offsetof(struct wide, first), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct wide, cells), 10, sizeof(struct cell), &cell_layout,
     TALLY_REF_VALUE},
    {offsetof(struct wide, row), 100, sizeof(void *), NULL, TALLY_REF_STRONG},
    {offsetof(struct wide, weak), 1, 0, NULL, TALLY_REF_WEAK},
};
static const struct tally_layout wide_layout = {4, wide_refs};
static struct tally_type wide_type = {
    "wide", NULL, 9, sizeof(struct wide), 8, 0, 0, &wide_layout, NULL, NULL, NULL};

/* The strong places of a wide, in declaration order. */
static struct thing **wide_place(struct wide *wide, int i) {
    if (i == 0)
        return &wide->first;
    if (i <= 20)
        return i % 2 ? &wide->cells[(i - 1) / 2].a
                     : &wide->cells[(i - 1) / 2].b;
    return &wide->row[i - 21];
}

static void test_places_are_in_declaration_order(void **state) {
    struct wide *wide = tally__new(struct wide, wide_type);
    const struct type *type = type_of(wide);
    (void)state;
    assert_int_equal(type->strong.total, 121);
    assert_int_equal(type->weak.total, 1);
    for (int i = 0; i < 121; i++)
        assert_ptr_equal(tally__slot_at(wide, (uint64_t)i), wide_place(wide, i));
    tally_decref(wide);
}

static void test_wide_object_releases_in_order(void **state) {
    struct wide *wide = tally__new(struct wide, wide_type);
    char expected[1024] = "";
    (void)state;
    for (int i = 0; i < 121; i += 1 + i % 3) {
        *wide_place(wide, i) = make(&mortal_tree_type, i, NULL, NULL);
        snprintf(expected + strlen(expected), 16, "%d ", i);
    }
    tally_decref(wide);
    assert_string_equal(deaths, expected);
}

static void test_initialisers_move_in(void **state) {
    struct thing *a = make(&tree_type, 1, NULL, NULL);
    struct thing *b =
        tally__new_with(struct thing, tree_type, .left = keep(a), .id = 2);
    (void)state;
    assert_ptr_equal(b->left, a);
    assert_int_equal(b->id, 2);
    assert_null(b->right);
    assert_int_equal(tally_refcount(a), 2);
    tally_decref(b);
    tally_decref(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HEAP_TEST(test_same_type_has_one_number),
        HEAP_TEST(test_types_of_files_are_apart),
        HEAP_TEST(test_names_are_copied),
        HEAP_TEST(test_differences_are_refused),
        HEAP_TEST(test_casts_to_subtypes),
        HEAP_TEST(test_a_proof_may_be_missing_elsewhere),
        HEAP_TEST(test_type_without_references_is_acyclic),
        HEAP_TEST(test_alignment),
        HEAP_TEST(test_places_are_in_declaration_order),
        HEAP_TEST(test_wide_object_releases_in_order),
        HEAP_TEST(test_initialisers_move_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
