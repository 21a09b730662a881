/* Headers: what is copied of them, and how they are inlined. */
#include "report/report.h"
#include "source_case.h"

static uint32_t file_named(const struct source_case *test, const char *name) {
    for (uint32_t i = 0; i < test->unit->files.count; i++) {
        const char *path = test->unit->files.at[i].path;
        size_t length = strlen(path), wanted = strlen(name);
        if (length >= wanted && strcmp(path + length - wanted, name) == 0)
            return i;
    }
    fail_msg("no file %s", name);
    return 0;
}

static bool inline_file(struct source_case *test, const char *name) {
    struct plain_request request = {0};
    VEC_PUSH(test->arena, request.files, file_named(test, name));
    if (!source_make_plain(test->source, test->unit, &request, test->diags))
        return false;
    test->unit = source_parse(test->source, test->arena, test->diags);
    if (!test->unit)
        report_text(test->diags, false, stderr);
    return test->unit != NULL;
}

static const struct function *function(const struct source_case *test,
                                       const char *name) {
    for (size_t i = 0; i < test->unit->functions.count; i++)
        if (strcmp(test->unit->functions.at[i]->decl->name, name) == 0)
            return test->unit->functions.at[i];
    return NULL;
}

static size_t count_of(const char *text, const char *word) {
    size_t count = 0;
    for (; (text = strstr(text, word)) != NULL; text += strlen(word))
        count++;
    return count;
}

#define GUARDED                                                     \
    "#ifndef NODE_H\n#define NODE_H\n" NODE                         \
    "static inline Node *next(Node *n) {\n    return n->next;\n}\n" \
    "static inline int plain(int k) { return k; }\n#endif\n"

static void copies_bodies_that_mention_references(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "node.h", GUARDED);
    case_parse(&test, "#include \"node.h\"\nint f(void) { return 1; }\n");
    assert_non_null(test.unit);
    assert_true(test.unit->uses_tally);
    assert_int_equal(test.unit->functions.count, 2);
    assert_true(function(&test, "next")->in_header);
    assert_int_equal(function(&test, "next")->body->range.file,
                     file_named(&test, "/node.h"));
    assert_false(function(&test, "f")->in_header);
    case_end(&test);
}

static void inlines_a_guarded_header(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "node.h", GUARDED);
    case_parse(&test,
               "#include <stddef.h>\n#include \"node.h\"\n"
               "#include \"node.h\"\nint f(void) { return __LINE__; }\n");
    assert_true(inline_file(&test, "/node.h"));
    assert_false(function(&test, "next")->in_header);
    assert_int_equal(count_of(test.unit->text, "n->next"), 1);
    assert_int_equal(count_of(test.unit->text, "#include \"node.h\""), 0);
    struct place_in_text place =
        unit_place_of(test.unit, function(&test, "next")->range);
    assert_int_equal(place.line, 5);
    assert_non_null(strstr(place.file, "/node.h"));
    place = unit_place_of(test.unit, function(&test, "f")->range);
    assert_int_equal(place.line, 4);
    assert_string_equal(place.file, test.main_file);
    case_end(&test);
}

static void inlines_headers_on_the_way(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "node.h", GUARDED);
    case_file(&test, "all.h", "int before;\n#include \"node.h\"\nint after;");
    case_parse(&test, "#include \"all.h\"\nint f(void) { return after; }\n");
    assert_true(inline_file(&test, "/node.h"));
    assert_false(function(&test, "next")->in_header);
    struct place_in_text place =
        unit_place_of(test.unit, case_decl(&test, "after")->range);
    assert_int_equal(place.line, 3);
    assert_non_null(strstr(place.file, "/all.h"));
    case_end(&test);
}

static void inlines_pragma_once(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "node.h",
              "#pragma once\n" NODE "static inline Node *"
              "next(Node *n) { return n->next; }\n");
    case_file(&test, "user.h", "#include \"node.h\"\nint user;\n");
    case_parse(&test, "#include \"node.h\"\n#include \"user.h\"\n");
    assert_true(inline_file(&test, "/node.h"));
    assert_int_equal(count_of(test.unit->text, "n->next"), 1);
    assert_int_equal(count_of(test.unit->text, "#pragma once"), 0);
    assert_int_equal(count_of(test.unit->text, "#include \""), 0);
    case_end(&test);
}

static void inlines_a_header_of_many_times(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "x.h",
              "static inline Node *NAME(Node *n) "
              "{ return n->next; }\n#undef NAME\n");
    case_parse(&test, NODE "#define NAME a\n#include \"x.h\"\n"
                           "#define NAME b\n#include \"x.h\"\n");
    assert_int_equal(test.unit->functions.count, 2);
    assert_true(inline_file(&test, "/x.h"));
    assert_int_equal(test.unit->functions.count, 2);
    assert_false(test.unit->functions.at[1]->in_header);
    case_end(&test);
}

static void takes_along_what_would_be_lost(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "sub/deep.h", "enum { DEEP = 7 };\n");
    case_file(&test, "sub/node.h",
              "#include \"deep.h\"\n" NODE "static inline Node *next(Node *n)"
              " { return DEEP ? n->next : n; }\n");
    case_parse(&test, "#include \"sub/node.h\"\n");
    assert_true(inline_file(&test, "/node.h"));
    assert_non_null(strstr(test.unit->text, "DEEP = 7"));
    assert_false(function(&test, "next")->in_header);
    case_end(&test);
}

static void looks_into_headers_of_libraries(void **state) {
    struct source_case test;
    char flag[64];
    (void)state;
    case_begin(&test);
    snprintf(flag, sizeof flag, "-isystem%s/lib", test.folder);
    test.flags[0] = flag;
    case_file(&test, "lib/node.h", GUARDED);
    case_parse(&test, "#include <node.h>\n");
    assert_non_null(test.unit);
    assert_true(test.unit->files.at[file_named(&test, "/node.h")].system);
    assert_true(function(&test, "next")->in_header);
    assert_true(inline_file(&test, "/node.h"));
    assert_false(function(&test, "next")->in_header);
    case_end(&test);
}

static void refuses_a_file_that_includes_itself(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_parse(&test, NODE "#ifndef TWICE\n#define TWICE\n"
                           "#include \"main.c\"\n#endif\n");
    assert_null(test.unit);
    assert_true(
        case_reports(&test, TLY_HEADER) + case_reports(&test, TLY_PARSE) > 0);
    case_end(&test);
}

static void refuses_what_it_cannot_inline(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_parse(&test, NODE "int f(void) { return sizeof(Node) > 1; }\n");
    assert_false(inline_file(&test, "/tally.h"));
    assert_int_equal(case_reports(&test, TLY_HEADER), 1);
    case_end(&test);
}

static void follows_computed_includes(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "node.h", GUARDED);
    case_parse(&test, "#define H \"node.h\"\n#include H /* here */\n");
    assert_true(inline_file(&test, "/node.h"));
    assert_false(function(&test, "next")->in_header);
    case_end(&test);
}

static void keeps_what_file_and_line_say(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "node.h",
              NODE "#include <assert.h>\nstatic inline Node *next(Node *n) "
                   "{ assert(n); return n->next; }\n");
    case_parse(&test, "#include \"node.h\"\n");
    assert_true(inline_file(&test, "/node.h"));
    struct plain_request request = {0};
    for (uint32_t i = 0; i < test.unit->macro_calls.count; i++)
        VEC_PUSH(test.arena, request.macro_calls, i);
    assert_true(request.macro_calls.count > 0);
    assert_true(
        source_make_plain(test.source, test.unit, &request, test.diags));
    test.unit = source_parse(test.source, test.arena, test.diags);
    assert_non_null(strstr(test.unit->text, "/node.h\", 4"));
    case_end(&test);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_bodies_that_mention_references),
        cmocka_unit_test(inlines_a_guarded_header),
        cmocka_unit_test(inlines_headers_on_the_way),
        cmocka_unit_test(inlines_pragma_once),
        cmocka_unit_test(inlines_a_header_of_many_times),
        cmocka_unit_test(takes_along_what_would_be_lost),
        cmocka_unit_test(looks_into_headers_of_libraries),
        cmocka_unit_test(refuses_a_file_that_includes_itself),
        cmocka_unit_test(refuses_what_it_cannot_inline),
        cmocka_unit_test(follows_computed_includes),
        cmocka_unit_test(keeps_what_file_and_line_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
