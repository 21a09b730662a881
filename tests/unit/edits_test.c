/* Text edits: how they nest and order, what blocks them, what is a mistake. */
#include "rewrite/edits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct unit unit;
    struct edits *edits;
};

static void begin(struct fixture *f, const char *text) {
    memset(f, 0, sizeof *f);
    f->arena = arena_new();
    f->unit.arena = f->arena;
    f->unit.text = text;
    f->unit.length = strlen(text);
    for (int i = 0; i < 3; i++) {
        struct macro_call call = {"M", 0, 1};
        struct source_file file = {"file.c", false};
        VEC_PUSH(f->arena, f->unit.macro_calls, call);
        VEC_PUSH(f->arena, f->unit.files, file);
    }
    f->edits = edits_new(&f->unit, f->arena);
}

static void end(struct fixture *f) {
    arena_free(f->arena);
}

static struct range span(uint32_t from, uint32_t to) {
    return (struct range){0, from, to, NO_MACRO, NO_MACRO};
}

/* The range of the first `part` in the text. */
static struct range of(const struct fixture *f, const char *part) {
    const char *at = strstr(f->unit.text, part);
    assert_non_null(at);
    uint32_t from = (uint32_t)(at - f->unit.text);
    return span(from, from + (uint32_t)strlen(part));
}

static void gives(struct fixture *f, const char *expected) {
    size_t at, length;
    assert_true(edits_check(f->edits, &at));
    char *text = edits_apply(f->edits, &length);
    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(expected));
    end(f);
}

static void overlaps_at(struct fixture *f, size_t expected) {
    size_t at = SIZE_MAX;
    assert_false(edits_check(f->edits, &at));
    assert_int_equal(at, expected);
    end(f);
}

static void nothing_changes_nothing(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "int x;\n");
    assert_int_equal(edits_count(f.edits), 0);
    gives(&f, "int x;\n");
}

static void empty_text(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "");
    edits_before(f.edits, span(0, 0), "a");
    edits_behind(f.edits, span(0, 0), "b");
    gives(&f, "ba");
}

static void wraps_a_range(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "n = x;");
    edits_wrap(f.edits, of(&f, "x"), "tally_incref(", ")");
    assert_int_equal(edits_count(f.edits), 1);
    gives(&f, "n = tally_incref(x);");
}

static void wraps_the_whole_text(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "x");
    edits_wrap(f.edits, span(0, 1), "(", ")");
    gives(&f, "(x)");
}

static void wider_wraps_are_outside(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "a+b+c;");
    edits_wrap(f.edits, of(&f, "a"), "1(", ")1");
    edits_wrap(f.edits, of(&f, "a+b+c"), "3(", ")3");
    edits_wrap(f.edits, of(&f, "a+b"), "2(", ")2");
    edits_wrap(f.edits, of(&f, "c"), "4(", ")4");
    gives(&f, "3(2(1(a)1+b)2+4(c)4)3;");
}

static void later_wraps_of_one_range_are_outside(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "f(x);");
    edits_wrap(f.edits, of(&f, "x"), "tally_incref(", ")");
    edits_wrap(f.edits, of(&f, "x"), "(tally_t1 = ", ")");
    edits_wrap(f.edits, of(&f, "x"), "<", ">");
    gives(&f, "f(<(tally_t1 = tally_incref(x))>);");
}

static void neighbours_do_not_mix(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "ab");
    edits_wrap(f.edits, of(&f, "b"), "(", ")");
    edits_wrap(f.edits, of(&f, "a"), "[", "]");
    gives(&f, "[a](b)");
}

static void before_is_outside_what_begins_there(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "{x}");
    edits_before(f.edits, of(&f, "x"), "1 ");
    edits_wrap(f.edits, of(&f, "x"), "(", ")");
    edits_before(f.edits, of(&f, "x"), "2 ");
    edits_wrap(f.edits, of(&f, "{x}"), "<", ">");
    gives(&f, "<{1 2 (x)}>");
}

static void behind_is_outside_what_ends_there(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "{x}");
    edits_behind(f.edits, of(&f, "x"), ", 1");
    edits_wrap(f.edits, of(&f, "x"), "(", ")");
    edits_behind(f.edits, of(&f, "x"), ", 2");
    edits_wrap(f.edits, of(&f, "{x}"), "<", ">");
    gives(&f, "<{(x), 1, 2}>");
}

static void behind_comes_before_what_begins_next(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "a;}");
    edits_before(f.edits, of(&f, "}"), "leave ");
    edits_behind(f.edits, of(&f, "a;"), " drop;");
    edits_wrap(f.edits, of(&f, "a;"), "{ ", " }");
    gives(&f, "{ a; } drop;leave }");
}

static void behind_an_empty_range(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "Node *n, *m;");
    edits_behind(f.edits, span(7, 7), " = 0");
    edits_behind(f.edits, span(11, 11), " = 0");
    gives(&f, "Node *n = 0, *m = 0;");
}

static void replaces_bytes(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "p->n = x;");
    edits_wrap(f.edits, of(&f, "p->n = x"), "set(&", ")");
    edits_replace(f.edits, of(&f, "="), ",");
    gives(&f, "set(&p->n , x);");
}

static void replaces_to_nothing_and_at_the_ends(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "abc");
    edits_replace(f.edits, of(&f, "a"), "");
    edits_replace(f.edits, of(&f, "c"), "CC");
    gives(&f, "bCC");
}

static void inserts_on_both_sides_of_replaced_bytes(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "return x;");
    edits_before(f.edits, of(&f, "return"), "{ ");
    edits_replace(f.edits, of(&f, "return"), "r =");
    edits_behind(f.edits, of(&f, "return"), "!");
    edits_wrap(f.edits, of(&f, "return x;"), "<", ">");
    gives(&f, "{ <r =! x;>");
}

static void a_for_is_taken_apart(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "for (T n = p; n;) use(n);");
    edits_wrap(f.edits, of(&f, "for (T n = p; n;) use(n);"), "", " drop(n); }");
    edits_replace(f.edits, of(&f, "for"), "{ ");
    edits_replace(f.edits, of(&f, "("), " ");
    edits_behind(f.edits, of(&f, "T n = p;"), " for (;");
    gives(&f, "{   T n = p; for (; n;) use(n); drop(n); }");
}

static void the_users_bytes_stay(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "\t\xc3\xa9 /* \r\n */ x\f;");
    edits_wrap(f.edits, of(&f, "x"), "(", ")");
    gives(&f, "\t\xc3\xa9 /* \r\n */ (x)\f;");
}

static void crossing_wraps_are_a_mistake(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "abcd");
    edits_wrap(f.edits, span(0, 3), "(", ")");
    edits_wrap(f.edits, span(1, 4), "[", "]");
    overlaps_at(&f, 3);
}

static void insertion_into_replaced_bytes_is_a_mistake(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "abcd");
    edits_replace(f.edits, span(0, 3), "x");
    edits_before(f.edits, span(1, 4), "y");
    overlaps_at(&f, 1);
}

static void replacing_twice_is_a_mistake(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "abcd");
    edits_replace(f.edits, span(1, 2), "x");
    edits_replace(f.edits, span(1, 2), "x");
    overlaps_at(&f, 1);
}

static void outside_the_text_is_a_mistake(void **state) {
    struct fixture f;
    (void)state;
    begin(&f, "abcd");
    edits_behind(f.edits, span(0, 5), "x");
    overlaps_at(&f, 5);
}

static void macros_block(void **state) {
    struct fixture f;
    struct range range = span(0, 1);
    (void)state;
    begin(&f, "abcd");
    assert_int_equal(edits_blocked(f.edits)->macro_calls.count, 0);
    range.begin_macro = 2;
    edits_behind(f.edits, range, "x"); /* its end is free */
    assert_int_equal(edits_count(f.edits), 1);
    edits_before(f.edits, range, "x");
    edits_wrap(f.edits, range, "x", "y");
    range.end_macro = 1;
    edits_replace(f.edits, range, "x");
    edits_behind(f.edits, range, "x");
    assert_int_equal(edits_count(f.edits), 1);
    const struct plain_request *blocked = edits_blocked(f.edits);
    assert_int_equal(blocked->macro_calls.count, 2);
    assert_int_equal(blocked->macro_calls.at[0], 2);
    assert_int_equal(blocked->macro_calls.at[1], 1);
    assert_int_equal(blocked->files.count, 0);
    end(&f);
}

static void headers_block(void **state) {
    struct fixture f;
    struct range range = span(0, 1);
    (void)state;
    begin(&f, "abcd");
    range.file = 2;
    range.begin_macro = 1;
    edits_wrap(f.edits, range, "x", "y");
    edits_replace(f.edits, range, "x");
    assert_int_equal(edits_count(f.edits), 0);
    const struct plain_request *blocked = edits_blocked(f.edits);
    assert_int_equal(blocked->files.count, 1);
    assert_int_equal(blocked->files.at[0], 2);
    assert_int_equal(blocked->macro_calls.count, 0);
    end(&f);
}

static void many_edits(void **state) {
    enum { EDITS = 20000 };
    struct fixture f;
    char *text = malloc(EDITS + 1);
    size_t at, length;
    (void)state;
    memset(text, 'x', EDITS);
    text[EDITS] = '\0';
    begin(&f, text);
    for (uint32_t i = EDITS; i-- > 0;)
        edits_wrap(f.edits, span(i, EDITS), "(", ")");
    assert_int_equal(edits_count(f.edits), EDITS);
    assert_true(edits_check(f.edits, &at));
    char *done = edits_apply(f.edits, &length);
    assert_int_equal(length, 3 * EDITS);
    assert_memory_equal(done, "(x(x(x", 6);
    assert_memory_equal(done + 2 * EDITS - 2, "(x))", 4);
    end(&f);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changes_nothing),
        cmocka_unit_test(empty_text),
        cmocka_unit_test(wraps_a_range),
        cmocka_unit_test(wraps_the_whole_text),
        cmocka_unit_test(wider_wraps_are_outside),
        cmocka_unit_test(later_wraps_of_one_range_are_outside),
        cmocka_unit_test(neighbours_do_not_mix),
        cmocka_unit_test(before_is_outside_what_begins_there),
        cmocka_unit_test(behind_is_outside_what_ends_there),
        cmocka_unit_test(behind_comes_before_what_begins_next),
        cmocka_unit_test(behind_an_empty_range),
        cmocka_unit_test(replaces_bytes),
        cmocka_unit_test(replaces_to_nothing_and_at_the_ends),
        cmocka_unit_test(inserts_on_both_sides_of_replaced_bytes),
        cmocka_unit_test(a_for_is_taken_apart),
        cmocka_unit_test(the_users_bytes_stay),
        cmocka_unit_test(crossing_wraps_are_a_mistake),
        cmocka_unit_test(insertion_into_replaced_bytes_is_a_mistake),
        cmocka_unit_test(replacing_twice_is_a_mistake),
        cmocka_unit_test(outside_the_text_is_a_mistake),
        cmocka_unit_test(macros_block),
        cmocka_unit_test(headers_block),
        cmocka_unit_test(many_edits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
