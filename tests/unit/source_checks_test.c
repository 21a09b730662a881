/* What the source stage refuses, and what it proves of types. */
#include "report/report.h"
#include "source_case.h"

/* The text has exactly one kind of diagnostic, that many times. */
static void assert_refused(const char *text, enum diag_code code,
                           size_t count) {
    struct source_case test;
    char buffer[1024];
    case_begin(&test);
    snprintf(buffer, sizeof buffer, NODE "%s\n", text);
    case_parse(&test, buffer);
    if (diags_count(test.diags) != count || case_reports(&test, code) != count)
        report_text(test.diags, false, stderr);
    assert_int_equal(case_reports(&test, code), count);
    assert_int_equal(diags_count(test.diags), count);
    assert_null(test.unit);
    for (size_t i = 0; i < count; i++)
        assert_true(diags_at(test.diags, i)->at.line >= 3);
    case_end(&test);
}

static void assert_accepted(const char *text) {
    struct source_case test;
    char buffer[1024];
    snprintf(buffer, sizeof buffer, NODE "%s\n", text);
    case_of(&test, buffer);
    case_end(&test);
}

static void refuses_late_marks(void **state) {
    (void)state;
    assert_refused("struct L; struct tally_object L;", TLY_MARKED_LATE, 1);
    assert_refused("struct L *p; typedef struct tally_object L L;",
                   TLY_MARKED_LATE, 1);
    assert_accepted("struct tally_object L; struct tally_object L; "
                    "struct L { int x; };");
    assert_accepted("struct tally_object L { struct L *next; };");
}

static void names_the_line_of_the_first_declaration(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_parse(&test, "#include <tally.h>\nstruct L;\n\n"
                      "struct tally_object L { int x; };\n");
    assert_null(test.unit);
    const struct diag *diag = diags_at(test.diags, 0);
    assert_int_equal(diag->code, TLY_MARKED_LATE);
    assert_int_equal(diag->at.line, 4);
    assert_non_null(strstr(diag->what, "main.c:2"));
    case_end(&test);
}

static void refuses_misplaced_place_annotations(void **state) {
    (void)state;
    assert_refused("int *tally_weak x;", TLY_PLACE_NOT_REFERENCE, 1);
    assert_refused("int tally_weak x;", TLY_PLACE_NOT_REFERENCE, 1);
    assert_refused("typedef char *tally_unowned x;", TLY_PLACE_NOT_REFERENCE,
                   1);
    assert_refused("struct s { int *tally_weak *x; };", TLY_PLACE_NOT_REFERENCE,
                   1);
    assert_refused("void f(int *tally_weak x);", TLY_PLACE_NOT_REFERENCE, 1);
    assert_refused("void f(void) { Node *n, *tally_weak *tally_weak m; }",
                   TLY_PLACE_NOT_REFERENCE, 1);
    assert_accepted("Node *tally_weak a, *tally_unowned *b; "
                    "Node *tally_weak (*c)(Node *tally_unowned);");
}

static void refuses_objects_by_value(void **state) {
    (void)state;
    assert_accepted("Node n;");
    assert_refused("volatile Node n;", TLY_OBJECT_VARIABLE, 1);
    assert_refused("Node n[3];", TLY_OBJECT_BY_VALUE, 1);
    assert_refused("struct s { Node n; };", TLY_OBJECT_BY_VALUE, 1);
    assert_refused("void f(Node n);", TLY_OBJECT_BY_VALUE, 1);
    assert_refused("Node f(void);", TLY_OBJECT_BY_VALUE, 1);
    assert_accepted("void f(void) { static Node n; }");
    assert_refused("void f(Node *n) { Node m = *n; }", TLY_OBJECT_VARIABLE, 1);
}

static void refuses_references_in_unions(void **state) {
    (void)state;
    assert_refused("union u { Node *a; int b; };", TLY_UNION, 1);
    assert_refused("struct s { union { Node *tally_weak a; }; };", TLY_UNION,
                   1);
    assert_refused("struct p { Node *n; }; union u { struct p a[2]; };",
                   TLY_UNION, 1);
    assert_accepted("union u { Node *tally_unowned a; Node **b; };");
}

static void refuses_wrong_finalizers(void **state) {
    (void)state;
    assert_refused("tally_finalizer void f(int *x);", TLY_FINALIZER, 1);
    assert_refused("tally_finalizer int f(Node *x);", TLY_FINALIZER, 1);
    assert_refused("tally_finalizer void f(Node *x, int y);", TLY_FINALIZER, 1);
    assert_refused("tally_finalizer void f(Node *tally_weak x);", TLY_FINALIZER,
                   1);
    assert_refused("tally_finalizer void f(Node *x);\n"
                   "tally_finalizer void g(Node *x);",
                   TLY_FINALIZER, 1);
    assert_accepted("void f(Node *x) tally_finalizer; void f(Node *x) {}");
}

static void refuses_what_is_not_handled_yet(void **state) {
    (void)state;
    assert_accepted("struct tally_object tally_base B { int x; };"
                    "struct tally_object D { struct B base; };");
    assert_refused("struct tally_object tally_base B { int x; };"
                   "struct plain { struct B b; };",
                   TLY_OBJECT_BY_VALUE, 1);
    assert_refused("tally_borrowed int f(void);", TLY_UNSUPPORTED_ANNOTATION,
                   1);
    assert_accepted("tally_borrowed Node *f(void);");
    assert_refused("void f(tally_consumed int n);",
                   TLY_UNSUPPORTED_ANNOTATION, 1);
    assert_refused("void f(Node *n); void f(Node *n tally_consumed);",
                   TLY_UNSUPPORTED_ANNOTATION, 1);
    assert_accepted("void f(Node *n tally_consumed); void f(Node *n) {}");
    assert_refused("char *tally_array volatile x;", TLY_UNSUPPORTED_ANNOTATION,
                   1);
    assert_accepted("char *tally_array x; Node **tally_array y;");
    assert_refused("Node *tally_array x;", TLY_OBJECT_BY_VALUE, 1);
    assert_refused("void *tally_array x;", TLY_PLACE_NOT_REFERENCE, 1);
    assert_refused("void (*tally_array x)(void);", TLY_PLACE_NOT_REFERENCE, 1);
    assert_accepted("Node *volatile x;");
    assert_refused("struct v { Node *x; }; volatile struct v x;",
                   TLY_UNSUPPORTED_ANNOTATION, 1);
    assert_refused("_Atomic(Node *) x;", TLY_UNSUPPORTED_ANNOTATION, 1);
    assert_accepted("struct s { Node *volatile x; };");
    assert_refused("tally_object int x;", TLY_UNSUPPORTED_ANNOTATION, 1);
    assert_accepted("_Thread_local int x; _Thread_local Node *t; volatile Node *v; "
                    "tally_unmanaged void f(Node *n) {}");
}

static void refuses_what_it_cannot_see(void **state) {
    (void)state;
    assert_refused("struct f { int n; Node *kids[]; };", TLY_UNSUPPORTED, 1);
    assert_accepted("struct tally_object F { int n; Node *kids[]; };");
    assert_refused("int use(Node *n); void f(Node *n) { int a[use(n)]; "
                   "a[0] = 1; }",
                   TLY_UNSUPPORTED, 1);
    assert_accepted("void f(int n) { int a[n]; a[0] = 1; }");
}

static void refuses_endless_expressions(void **state) {
    struct source_case test;
    static char text[16384] = "int x = 0";
    (void)state;
    for (size_t i = strlen(text); i < sizeof text - 4; i += 2)
        strcpy(text + i, "+1");
    strcat(text, ";\n");
    case_begin(&test);
    case_parse(&test, text);
    assert_null(test.unit);
    assert_int_equal(case_reports(&test, TLY_UNSUPPORTED), 1);
    case_end(&test);
}

static void finds_finalizers(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, NODE "tally_finalizer static void f(Node *n);\n"
                        "static void f(Node *n) { n->value = 0; }\n");
    const struct record *node = case_record(&test, "struct Node");
    assert_non_null(node->finalizer);
    assert_string_equal(node->finalizer->name, "f");
    assert_true(node->finalizer->defined);
    assert_true(node->finalizer->marks & MARK_FINALIZER);
    case_end(&test);
}

static void proves_types_acyclic(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test,
            "#include <tally.h>\n"
            "struct tally_object Open;\n"
            "struct tally_object Leaf { int x; void *p; };\n"
            "struct tally_object Up { struct Up *tally_weak up; "
            "struct Leaf *l[2]; };\n"
            "struct tally_object List { struct List *next; };\n"
            "struct tally_object A; struct tally_object B;\n"
            "struct A { struct B *b; };\n"
            "struct part { struct { struct A *a[3]; } in; };\n"
            "struct B { struct part p[2]; };\n"
            "struct tally_object Outside { struct A *a; };\n"
            "struct tally_object Far { struct Open *o; };\n"
            "struct tally_object tally_acyclic_unchecked Sure "
            "{ struct Sure *next; struct Open *o; };\n"
            "struct tally_object Over { struct Sure *s; };\n"
            "struct tally_object Raw { struct raw { struct Raw *r; } *p; };\n"
            "struct tally_object Bag { struct Leaf **tally_array l; "
            "char *tally_array name; };\n"
            "struct tally_object Tree { struct Tree **tally_array kids; };\n"
            "struct tally_object Flex { int n; struct Flex *kids[]; };\n");
    assert_true(case_record(&test, "struct Bag")->acyclic);
    assert_false(case_record(&test, "struct Tree")->acyclic);
    assert_false(case_record(&test, "struct Flex")->acyclic);
    assert_true(type_elements_acyclic(
        case_record(&test, "struct Bag")->fields[0].type->inner));
    assert_false(type_elements_acyclic(
        case_record(&test, "struct Tree")->fields[0].type->inner));
    assert_true(case_record(&test, "struct Leaf")->acyclic);
    assert_true(case_record(&test, "struct Up")->acyclic);
    assert_false(case_record(&test, "struct List")->acyclic);
    assert_false(case_record(&test, "struct A")->acyclic);
    assert_false(case_record(&test, "struct B")->acyclic);
    assert_true(case_record(&test, "struct Outside")->acyclic);
    assert_false(case_record(&test, "struct Far")->acyclic);
    assert_false(case_record(&test, "struct Sure")->acyclic);
    assert_true(case_record(&test, "struct Sure")->acyclic_unchecked);
    assert_true(case_record(&test, "struct Over")->acyclic);
    assert_true(case_record(&test, "struct Raw")->acyclic);
    assert_false(case_record(&test, "struct Open")->acyclic);
    case_end(&test);
}

static void checks_claims_of_being_acyclic(void **state) {
    (void)state;
    assert_refused("struct tally_object tally_acyclic L { struct L *n; };",
                   TLY_ACYCLIC, 1);
    assert_accepted("struct tally_object tally_acyclic L { int n; };");
}

static uint64_t layout(const char *text) {
    struct source_case test;
    char buffer[1024];
    snprintf(buffer, sizeof buffer, NODE "%s\n", text);
    case_of(&test, buffer);
    uint64_t hash = case_record(&test, "struct T")->layout_hash;
    case_end(&test);
    return hash;
}

static void hashes_layouts(void **state) {
    uint64_t hash = layout("struct T { Node *a; int b; };");
    (void)state;
    assert_true(hash == layout("int x; struct T { struct Node *a; int b; };"));
    assert_true(hash != layout("struct T { Node *c; int b; };"));
    assert_true(hash != layout("struct T { Node *tally_weak a; int b; };"));
    assert_true(hash != layout("struct T { int b; Node *a; };"));
    assert_true(hash != layout("struct T { Node *a; char b; };"));
    assert_true(hash != layout("struct T { int *a; int b; };"));
}

static void names_records(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, NODE "typedef struct { Node *n; } T; struct T { Node *n; } "
                        "t; T u; struct { Node *n; } v;\n");
    const struct record *tagged = case_record(&test, "struct T");
    const struct record *named = case_record(&test, "T");
    assert_string_equal(tagged->tag, "T");
    assert_null(named->tag);
    assert_string_not_equal(tagged->identifier, named->identifier);
    assert_null(case_decl(&test, "v")->type->record->name);
    assert_string_equal(case_record(&test, "struct Node")->identifier, "Node");
    case_end(&test);
}

static void refuses_lines_that_the_compiler_does_not_see(void **state) {
    (void)state;
    assert_refused("#ifdef __clang_literal_encoding__\nint a;\n#endif",
                   TLY_ACTIVE_LINES, 1);
    assert_accepted("#ifdef __clang__\n#error no\n#elif __GNUC__ < 5\n"
                    "#error no\n#else\nint a;\n#endif\n");
}

static void leaves_manual_units_alone(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, "#define TALLY_MANUAL\n" NODE);
    assert_false(test.unit->uses_tally);
    case_end(&test);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_late_marks),
        cmocka_unit_test(names_the_line_of_the_first_declaration),
        cmocka_unit_test(refuses_misplaced_place_annotations),
        cmocka_unit_test(refuses_objects_by_value),
        cmocka_unit_test(refuses_references_in_unions),
        cmocka_unit_test(refuses_wrong_finalizers),
        cmocka_unit_test(refuses_what_is_not_handled_yet),
        cmocka_unit_test(refuses_what_it_cannot_see),
        cmocka_unit_test(refuses_endless_expressions),
        cmocka_unit_test(finds_finalizers),
        cmocka_unit_test(proves_types_acyclic),
        cmocka_unit_test(checks_claims_of_being_acyclic),
        cmocka_unit_test(hashes_layouts),
        cmocka_unit_test(names_records),
        cmocka_unit_test(refuses_lines_that_the_compiler_does_not_see),
        cmocka_unit_test(leaves_manual_units_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
