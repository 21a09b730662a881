/* Types: what is told apart, and how they are written. */
#include "source_case.h"

/* "type_declare" of the variable `x` that the text declares. */
static const char *declared(struct source_case *test, const char *text) {
    char unit[512];
    assert_in_range(snprintf(unit, sizeof unit, "#include <tally.h>\n%s", text),
                    1, sizeof unit - 1);
    case_of(test, unit);
    return type_declare(test->arena, case_decl(test, "x")->type, "x");
}

static void assert_declared(const char *text, const char *expected) {
    struct source_case test;
    const char *got = declared(&test, text);
    if (expected)
        assert_string_equal(got, expected);
    else
        assert_null(got);
    case_end(&test);
}

static void writes_scalars(void **state) {
    (void)state;
    assert_declared("unsigned long int x;", "unsigned long x");
    assert_declared("const volatile char x;", "const volatile char x");
    assert_declared("_Bool x;", "_Bool x");
    assert_declared("enum e { A } x;", "enum e x");
    assert_declared("typedef enum { A } e; e x;", "e x");
    assert_declared("enum { A } x;", NULL);
    assert_declared("typedef long size; size x;", "long x");
}

static void writes_declarators(void **state) {
    (void)state;
    assert_declared("int *x;", "int *x");
    assert_declared("int *const x = 0;", "int *const x");
    assert_declared("char *restrict *x;", "char *restrict *x");
    assert_declared("int x[3];", "int x[3]");
    assert_declared("int (*x)[3];", "int (*x)[3]");
    assert_declared("int *x[2][3];", "int *x[2][3]");
    assert_declared("extern int x[];", "int x[]");
    assert_declared("int (*x)(void);", "int (*x)(void)");
    assert_declared("int (*x)(char, ...);", "int (*x)(char, ...)");
    assert_declared("int (*x)();", "int (*x)()");
    assert_declared("void (*(*x)(int *a[]))(long);",
                    "void (*(*x)(int **))(long)");
    assert_declared("int (*x[2])(int g(int));", "int (*x[2])(int (*)(int))");
    assert_declared("const int *x;", "const int *x");
}

static void writes_records(void **state) {
    (void)state;
    assert_declared("struct s { int a; } x;", "struct s x");
    assert_declared("typedef struct { int a; } s; s *x;", "s *x");
    assert_declared("struct { int a; } x;", NULL);
    assert_declared("union u { int a; } *x;", "union u *x");
    assert_declared(NODE "Node *const tally_weak x;", "struct Node *const x");
    assert_declared(NODE "Node *tally_weak *x;", "struct Node **x");
    assert_declared("void f(void) { struct s { int a; } *x; }", NULL);
}

static void writes_without_a_name(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, "#include <tally.h>\nint (*const *x)[2];");
    assert_string_equal(
        type_declare(test.arena, case_decl(&test, "x")->type, ""),
        "int (*const *)[2]");
    case_end(&test);
}

static const struct type *type_of_decl(struct source_case *test,
                                       const char *name) {
    return case_decl(test, name)->type;
}

static void interns_types(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, NODE "typedef Node *Ref; struct Node *a; Ref b; Node *c;\n"
                        "const Ref d; Node *tally_weak e; Ref tally_weak f;\n"
                        "const Node *g; int h[2]; int i[2]; int j[3];\n"
                        "unsigned k; long unsigned l; unsigned long m;");
    assert_ptr_equal(type_of_decl(&test, "a"), type_of_decl(&test, "b"));
    assert_ptr_equal(type_of_decl(&test, "a"), type_of_decl(&test, "c"));
    assert_ptr_not_equal(type_of_decl(&test, "a"), type_of_decl(&test, "d"));
    assert_ptr_equal(type_of_decl(&test, "d")->unqualified,
                     type_of_decl(&test, "a"));
    assert_ptr_not_equal(type_of_decl(&test, "a"), type_of_decl(&test, "e"));
    assert_ptr_equal(type_of_decl(&test, "e"), type_of_decl(&test, "f"));
    assert_ptr_not_equal(type_of_decl(&test, "a"), type_of_decl(&test, "g"));
    assert_ptr_equal(type_of_decl(&test, "h"), type_of_decl(&test, "i"));
    assert_ptr_not_equal(type_of_decl(&test, "h"), type_of_decl(&test, "j"));
    assert_ptr_not_equal(type_of_decl(&test, "k"), type_of_decl(&test, "l"));
    assert_ptr_equal(type_of_decl(&test, "l"), type_of_decl(&test, "m"));
    case_end(&test);
}

static void knows_kinds_at_every_level(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test,
            NODE "Node *tally_weak *a; Node *tally_unowned b[2];\n"
                 "Node *tally_weak (*c)(Node *tally_weak, Node *);\n"
                 "typedef Node *tally_weak W; W d; const W e[2][3];\n"
                 "Node *tally_weak (*f)[3]; Node *tally_weak (*g)[2][3];\n");
    assert_int_equal(type_of_decl(&test, "a")->ref, REF_NONE);
    assert_int_equal(type_of_decl(&test, "a")->inner->ref, REF_WEAK);
    assert_int_equal(type_of_decl(&test, "b")->inner->ref, REF_UNOWNED);
    const struct type *function = type_of_decl(&test, "c")->inner;
    assert_int_equal(function->inner->ref, REF_WEAK);
    assert_int_equal(function->params[0]->ref, REF_WEAK);
    assert_int_equal(function->params[1]->ref, REF_STRONG);
    assert_int_equal(type_of_decl(&test, "d")->ref, REF_WEAK);
    assert_int_equal(type_of_decl(&test, "e")->inner->inner->ref, REF_WEAK);
    assert_int_equal(type_of_decl(&test, "e")->inner->inner->quals, QUAL_CONST);
    assert_int_equal(type_of_decl(&test, "f")->inner->inner->ref, REF_WEAK);
    assert_int_equal(type_of_decl(&test, "g")->inner->inner->inner->ref,
                     REF_WEAK);
    case_end(&test);
}

static void finds_references_in_values(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, NODE
            "struct pair { struct { Node *a; } in; int b; } p, ps[2];\n"
            "struct far { Node **a; } q; Node *tally_unowned u; Node **r;\n");
    assert_true(type_holds_references(type_of_decl(&test, "p")));
    assert_true(type_holds_references(type_of_decl(&test, "ps")));
    assert_false(type_holds_references(type_of_decl(&test, "q")));
    assert_false(type_holds_references(type_of_decl(&test, "u")));
    assert_false(type_holds_references(type_of_decl(&test, "r")));
    assert_true(type_is_reference(type_of_decl(&test, "u")));
    assert_false(type_is_reference(type_of_decl(&test, "r")));
    case_end(&test);
}

static void ignores_the_users_own_nullability(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_file(&test, "n.h", NODE "extern Node *_Nullable a;\n");
    case_parse(&test, "#include \"n.h\"\nNode *_Null_unspecified b; "
                      "Node *tally_weak c; char *_Nonnull d;\n");
    assert_non_null(test.unit);
    assert_int_equal(type_of_decl(&test, "a")->ref, REF_STRONG);
    assert_int_equal(type_of_decl(&test, "b")->ref, REF_STRONG);
    assert_int_equal(type_of_decl(&test, "c")->ref, REF_WEAK);
    assert_int_equal(type_of_decl(&test, "d")->ref, REF_NONE);
    case_end(&test);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_scalars),
        cmocka_unit_test(writes_declarators),
        cmocka_unit_test(writes_records),
        cmocka_unit_test(writes_without_a_name),
        cmocka_unit_test(interns_types),
        cmocka_unit_test(knows_kinds_at_every_level),
        cmocka_unit_test(finds_references_in_values),
        cmocka_unit_test(ignores_the_users_own_nullability)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
