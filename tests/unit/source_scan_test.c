/* The lexical view: what is blank, where tokens end, which brackets match. */
#include "source/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scanner scanner(const char *text) {
    return scan_text(text, strlen(text));
}

/* The text behind what is blank at its beginning. */
static const char *behind_blank(const char *text) {
    struct scanner scan = scanner(text);
    return text + scan_blank(&scan, 0);
}

static void skips_what_is_blank(void **state) {
    (void)state;
    assert_string_equal(behind_blank(" \t\n\f x"), "x");
    assert_string_equal(behind_blank("/* a */ /**/x"), "x");
    assert_string_equal(behind_blank("// a\nx"), "x");
    assert_string_equal(behind_blank("// a \\\n b\nx"), "x");
    assert_string_equal(behind_blank("\\\nx"), "x");
    assert_string_equal(behind_blank("\\\r\nx"), "x");
    assert_string_equal(behind_blank("/ x"), "/ x");
    assert_string_equal(behind_blank("\\ \t\nx"), "x");
    assert_string_equal(behind_blank("// a \\ \n b\nx"), "x");
    assert_string_equal(behind_blank("/* open"), "");
    assert_string_equal(behind_blank(""), "");
}

static void skips_directives(void **state) {
    (void)state;
    assert_string_equal(behind_blank("#define A b\nx"), "x");
    assert_string_equal(behind_blank("# if A \\\n b\n  x"), "x");
    assert_string_equal(behind_blank("#if A /* \n */ b\nx"), "x");
    assert_string_equal(behind_blank("#error \"//\"\nx"), "x");
    assert_string_equal(behind_blank("%:define A b\nx"), "x");
    assert_string_equal(behind_blank("?\?=define A b\nx"), "x");
    struct scanner scan = scanner("#x");
    scan.directives = false;
    assert_int_equal(scan_blank(&scan, 0), 0);
}

static void skips_inactive_lines(void **state) {
    const char *text = "a\n#if 0\nb;\n#endif\nc";
    struct span skipped[] = {{2, 17}};
    struct scanner scan = scanner(text);
    scan.skipped = skipped;
    scan.skipped_count = 1;
    (void)state;
    assert_string_equal(text + scan_blank(&scan, 1), "c");
    assert_string_equal(text + scan_blank(&scan, 8), "c");
}

static size_t token_length(const char *text) {
    struct scanner scan = scanner(text);
    return scan_token(&scan, 0);
}

static void measures_tokens(void **state) {
    (void)state;
    assert_int_equal(token_length("name_1+"), 6);
    assert_int_equal(token_length("->x"), 2);
    assert_int_equal(token_length(">>=x"), 3);
    assert_int_equal(token_length("...x"), 3);
    assert_int_equal(token_length("=x"), 1);
    assert_int_equal(token_length("==x"), 2);
    assert_int_equal(token_length("1.5e+3f+"), 7);
    assert_int_equal(token_length(".5+"), 2);
    assert_int_equal(token_length("0x1p-3;"), 6);
    assert_int_equal(token_length("\"a\\\"b\"c"), 6);
    assert_int_equal(token_length("'\\''c"), 4);
    assert_int_equal(token_length("u8\"a\"b"), 5);
    assert_int_equal(token_length("L'a'b"), 4);
    assert_int_equal(token_length("Lx'a'"), 2);
    assert_int_equal(token_length("\"open\nx"), 5);
}

static const char *behind_group(const char *text) {
    struct scanner scan = scanner(text);
    return text + scan_group(&scan, 0);
}

static void matches_brackets(void **state) {
    (void)state;
    assert_string_equal(behind_group("(a(b)[c]{d}) e"), " e");
    assert_string_equal(behind_group("(\")\" ')' /*)*/) e"), " e");
    assert_string_equal(behind_group("<:a:> e"), " e");
    assert_string_equal(behind_group("<%a<:b]%> e"), " e");
    assert_string_equal(behind_group("?\?<a?\?(b:>?\?> e"), " e");
    assert_string_equal(behind_group("(a"), "");
}

static void stops_outside_of_brackets(void **state) {
    const char *text = "f(a; b) [;] ; c";
    struct scanner scan = scanner(text);
    (void)state;
    assert_string_equal(text + scan_until(&scan, 0, scan.length, ";"), "; c");
    text = "a, b) ;";
    scan = scanner(text);
    assert_string_equal(text + scan_until(&scan, 0, scan.length, ";"), ") ;");
    assert_int_equal(scan_until(&scan, 0, 3, ";"), 3);
}

static void tells_tokens_apart(void **state) {
    struct scanner scan = scanner("= == L\"a\" id");
    (void)state;
    assert_true(scan_is(&scan, 0, "="));
    assert_false(scan_is(&scan, 2, "="));
    assert_true(scan_is(&scan, 2, "=="));
    assert_false(scan_is_name(&scan, 5));
    assert_true(scan_is_name(&scan, 10));
    assert_false(scan_is(&scan, 12, "id"));
}

static void sees_through_spellings(void **state) {
    struct scanner scan = scanner("<: [ ?\?) %: ? <= %");
    (void)state;
    assert_true(scan_is(&scan, 0, "["));
    assert_false(scan_is(&scan, 0, "<"));
    assert_true(scan_is(&scan, 3, "["));
    assert_true(scan_is(&scan, 5, "]"));
    assert_int_equal(scan_token(&scan, 5), 8);
    assert_int_equal(scan_char(&scan, 9), '#');
    assert_int_equal(scan_char(&scan, 12), '?');
    assert_int_equal(scan_char(&scan, 14), '<');
    assert_int_equal(scan_char(&scan, 17), '%');
    assert_int_equal(scan_char(&scan, 18), '\0');
    scan = scanner("a b:> ;");
    assert_int_equal(scan_until(&scan, 0, scan.length, ";"), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(skips_what_is_blank),
        cmocka_unit_test(skips_directives),
        cmocka_unit_test(skips_inactive_lines),
        cmocka_unit_test(measures_tokens),
        cmocka_unit_test(matches_brackets),
        cmocka_unit_test(stops_outside_of_brackets),
        cmocka_unit_test(tells_tokens_apart),
        cmocka_unit_test(sees_through_spellings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
