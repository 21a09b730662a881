/* Parsing: trees of statements and expressions, declarations, ranges. */
#include "source_case.h"

#include <errno.h>

/* ---- opening ----------------------------------------------------------------
 */

static bool opens(struct arena *arena, struct diags *diags, const char *path) {
    const char *const nothing[] = {NULL};
    struct source_request request = {
        .file = path, .flags = nothing, .compiler = nothing};
    return source_open(&request, arena, diags) != NULL;
}

static void refuses_unreadable_files(void **state) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    (void)state;
    assert_false(opens(arena, diags, "/nonexistent/x.c"));
    assert_false(opens(arena, diags, "/tmp"));
    assert_int_equal(diags_count(diags), 2);
    assert_int_equal(diags_at(diags, 0)->code, TLY_UNREADABLE);
    assert_non_null(strstr(diags_at(diags, 0)->what, strerror(ENOENT)));
    arena_free(arena);
}

static void reports_errors_at_their_place(void **state) {
    struct source_case test;
    (void)state;
    case_begin(&test);
    case_parse(&test, "#include <tally.h>\nstruct tally_object Node;\n"
                      "int f(void) {\n  return unknown;\n}\n");
    assert_null(test.unit);
    assert_int_equal(diags_count(test.diags), 1);
    assert_int_equal(diags_at(test.diags, 0)->code, TLY_PARSE);
    assert_int_equal(diags_at(test.diags, 0)->at.line, 4);
    assert_int_equal(diags_at(test.diags, 0)->at.column, 10);
    assert_string_equal(diags_at(test.diags, 0)->at.file, test.main_file);
    case_end(&test);
}

static void leaves_errors_without_references_to_the_compiler(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, "#include <tally.h>\n"
                   "int f(void) { int g(void) { return 1; } return g(); }\n");
    assert_true(test.unit->is_strange);
    assert_int_equal(test.unit->functions.count, 0);
    case_end(&test);
}

static void parses_an_empty_file(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, "");
    assert_int_equal(test.unit->functions.count, 0);
    assert_false(test.unit->uses_tally);
    case_end(&test);
}

/* ---- expressions
 * -------------------------------------------------------------- */

static void body(struct source_case *test, const char *statements) {
    char text[2048];
    snprintf(text, sizeof text,
             NODE "Node *make(int); int sum(int, ...); Node *global, "
                  "*vector[4];\n"
                  "void f(Node *n, Node **p, int k) { %s }\n",
             statements);
    case_of(test, text);
}

static void finds_operators(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "n /* = */ = /* = */ make (1);");
    assert_text(&test, case_node(&test, NODE_ASSIGN, 0)->token, "=");
    assert_int_equal(case_node(&test, NODE_ASSIGN, 0)->token.begin,
                     strstr(test.unit->text, "= /* = */ make") -
                         test.unit->text);
    assert_text(&test, case_node(&test, NODE_CALL, 0)->token, "(");
    assert_text(&test, case_node(&test, NODE_CALL, 0)->range, "make (1)");
    assert_text(&test, case_node(&test, NODE_EXPRESSION, 0)->range,
                "n /* = */ = /* = */ make (1);");
    case_end(&test);
}

static void drops_implicit_casts(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "k = n->value == 'c';");
    struct node *assign = case_node(&test, NODE_ASSIGN, 0);
    assert_int_equal(assign->child[0]->kind, NODE_NAME);
    assert_int_equal(assign->child[1]->kind, NODE_BINARY);
    assert_string_equal(assign->child[1]->op, "==");
    assert_int_equal(assign->child[1]->child[0]->kind, NODE_MEMBER);
    assert_true(assign->child[1]->child[0]->arrow);
    assert_string_equal(assign->child[1]->child[0]->name, "value");
    assert_ptr_equal(assign->child[1]->child[0]->record,
                     case_record(&test, "struct Node"));
    case_end(&test);
}

static void knows_null_pointer_constants(void **state) {
    static const char *const nulls[] = {"0", "NULL", "(void *)0", "((0))",
                                        "1 - 1"};
    (void)state;
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++) {
        struct source_case test;
        char text[64];
        snprintf(text, sizeof text, "n = %s;", nulls[i]);
        body(&test, text);
        assert_true(case_node(&test, NODE_ASSIGN, 0)->child[1]->is_constant);
        case_end(&test);
    }
    struct source_case test;
    body(&test, "k = n == 0; n = make(0);");
    assert_true(case_node(&test, NODE_BINARY, 0)->child[1]->is_constant);
    assert_false(case_node(&test, NODE_CALL, 0)->is_constant);
    assert_false(case_node(&test, NODE_CALL, 0)->child[1]->is_constant);
    case_end(&test);
}

static void tells_conditionals_apart(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "n = n ?: make(k ? 1 : 2);");
    struct node *gnu = case_node(&test, NODE_CONDITIONAL, 0);
    assert_int_equal(gnu->child_count, 3);
    assert_null(gnu->child[1]);
    assert_text(&test, gnu->token, "?");
    struct node *plain = case_node(&test, NODE_CONDITIONAL, 1);
    assert_text(&test, plain->child[1]->range, "1");
    assert_text(&test, plain->token, "?");
    case_end(&test);
}

static void copies_unary_operators(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "k++; --k; k = -k + !n; *p = *&n; __extension__ (k);");
    assert_true(case_node(&test, NODE_INCREMENT, 0)->postfix);
    assert_text(&test, case_node(&test, NODE_INCREMENT, 0)->token, "++");
    assert_false(case_node(&test, NODE_INCREMENT, 1)->postfix);
    assert_string_equal(case_node(&test, NODE_UNARY, 0)->op, "-");
    assert_string_equal(case_node(&test, NODE_UNARY, 1)->op, "!");
    assert_int_equal(case_node(&test, NODE_DEREF, 1)->child[0]->kind,
                     NODE_ADDRESS);
    case_end(&test);
}

static void keeps_both_forms_of_subscripts(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "vector[k] = 1[vector];");
    struct node *left = case_node(&test, NODE_SUBSCRIPT, 0);
    struct node *right = case_node(&test, NODE_SUBSCRIPT, 1);
    assert_int_equal(left->child[0]->kind, NODE_NAME);
    assert_int_equal(right->child[0]->kind, NODE_LITERAL);
    assert_int_equal(left->child[0]->type->kind, TYPE_POINTER);
    case_end(&test);
}

static void does_not_evaluate_sizeof(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "k = sizeof(Node) + sizeof n + _Alignof(Node) + "
                "__builtin_offsetof(Node, up);");
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(case_node(&test, NODE_LITERAL, i)->child_count, 0);
    assert_text(&test, case_node(&test, NODE_LITERAL, 3)->range,
                "__builtin_offsetof(Node, up)");
    case_end(&test);
}

static void recognises_makers(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "n = tally_new(Node); n = tally_try_new(struct Node , .up = "
                "n, .next = tally_new(Node, n, NULL, 3), .value = k);");
    struct node *plain = case_node(&test, NODE_NEW, 0);
    assert_int_equal(plain->new_kind, NEW_OBJECT);
    assert_int_equal(plain->child_count, 0);
    assert_text(&test, plain->range, "tally_new(Node)");
    assert_text(&test, plain->token, "tally_new");
    assert_text(&test, plain->extra, "Node");
    struct node *with = case_node(&test, NODE_NEW, 1);
    assert_int_equal(with->new_kind, NEW_TRY_OBJECT);
    assert_text(&test, with->extra, "struct Node");
    assert_int_equal(with->child_count, 3);
    assert_int_equal(with->child[0]->kind, NODE_DESIGNATED);
    assert_text(&test, with->child[0]->range, ".up = n");
    assert_int_equal(with->child[0]->designator_type->ref, REF_WEAK);
    assert_ptr_equal(with->record, case_record(&test, "struct Node"));
    assert_int_equal(with->type->ref, REF_STRONG);
    struct node *inner = case_node(&test, NODE_NEW, 2);
    assert_text(&test, inner->range, "tally_new(Node, n, NULL, 3)");
    assert_text(&test, inner->child[1]->range, "NULL");
    assert_true(inner->child[1]->is_constant);
    assert_true(is_free(inner->range));
    assert_true(is_free(inner->child[1]->range));
    case_end(&test);
}

static void reads_initialiser_lists(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "struct s { Node *a[2]; struct { Node *tally_weak w; } b; } "
                "s = { .a[1] = n, .b.w = n, }, t = {{n}}; "
                "Node *v[3] = { [1] = n, 0 }; Node *w[4] = { [1 ... 2] = n };");
    struct node *list = case_node(&test, NODE_INIT_LIST, 0);
    assert_int_equal(list->child_count, 2);
    assert_int_equal(list->child[0]->designator_type->ref, REF_STRONG);
    assert_int_equal(list->child[1]->designator_type->ref, REF_WEAK);
    assert_text(&test, list->child[1]->range, ".b.w = n");
    struct node *array = case_node(&test, NODE_INIT_LIST, 3);
    assert_int_equal(array->child[0]->designator_type->ref, REF_STRONG);
    assert_true(array->child[1]->is_constant);
    assert_int_equal(case_node(&test, NODE_INIT_LIST, 4)->child[0]->kind,
                     NODE_OPAQUE);
    case_end(&test);
}

static void selects_the_arm_of_a_generic(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "k = _Generic(n, Node *: 1, default: 2.0);");
    assert_text(&test, case_node(&test, NODE_GENERIC, 0)->child[0]->range, "1");
    case_end(&test);
    body(&test, "k = _Generic(n, Node *: k, default: 2);");
    assert_int_equal(case_node(&test, NODE_ASSIGN, 0)->child[1]->kind,
                     NODE_OPAQUE);
    case_end(&test);
    body(&test, "k = _Generic(n, Node *: 1, default: 2);");
    assert_int_equal(case_node(&test, NODE_GENERIC, 0)->child_count, 0);
    case_end(&test);
}

static void reads_variadic_arguments(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, NODE "#include <stdarg.h>\nvoid f(int k, ...) { va_list a; "
                        "va_start(a, k); Node *n = va_arg(a, Node *); "
                        "va_end(a); }");
    struct node *node = case_node(&test, NODE_VA_ARG, 0);
    assert_int_equal(node->child_count, 1);
    assert_text(&test, node->range, "va_arg(a, Node *)");
    assert_true(is_free(node->range));
    assert_int_equal(node->type->ref, REF_STRONG);
    case_end(&test);
}

/* ---- statements
 * ------------------------------------------------------------------ */

static void tells_the_parts_of_for_apart(void **state) {
    static const struct {
        const char *text;
        bool present[3];
    } loops[] = {{"for (;;) k++;", {false, false, false}},
                 {"for (k = 0;;) k++;", {true, false, false}},
                 {"for (; k;) k++;", {false, true, false}},
                 {"for (;; k++) k++;", {false, false, true}},
                 {"for (k = 0; k;) k++;", {true, true, false}},
                 {"for (k = 0;; k++) k++;", {true, false, true}},
                 {"for (; k; k++) k++;", {false, true, true}},
                 {"for (int i = 0; /* ; */;) k++;", {true, false, false}},
                 {"for (int i = sum(1, ';'), j; i;) k++;", {true, true, false}},
                 {"for (k = 0; k; k++) k++;", {true, true, true}}};
    (void)state;
    for (size_t i = 0; i < sizeof loops / sizeof *loops; i++) {
        struct source_case test;
        body(&test, loops[i].text);
        struct node *loop = case_node(&test, NODE_FOR, 0);
        assert_int_equal(loop->child_count, 4);
        for (size_t part = 0; part < 3; part++)
            assert_int_equal(loop->child[part] != NULL, loops[i].present[part]);
        assert_text(&test, loop->range, loops[i].text);
        assert_text(&test, loop->token, "for");
        assert_text(&test, loop->child[3]->range, "k++;");
        case_end(&test);
    }
}

static void locates_the_head_of_for(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "for /* ( */ ( Node *m = n; m; m = m->next) ;");
    struct node *loop = case_node(&test, NODE_FOR, 0);
    assert_text(&test, loop->extra, " Node *m = n;");
    assert_int_equal(loop->child[0]->kind, NODE_DECLARATION);
    assert_text(&test, loop->child[0]->range, "Node *m = n;");
    assert_int_equal(loop->child[3]->kind, NODE_NULL);
    case_end(&test);
}

static void ends_statements_behind_their_semicolon(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "if (k) k++; else { k--; } while (k) k-- ; do k++; while (k)"
                " /* ; */ ; { goto l; l: return /* r */; }");
    assert_text(&test, case_node(&test, NODE_IF, 0)->range,
                "if (k) k++; else { k--; }");
    assert_text(&test, case_node(&test, NODE_WHILE, 0)->range,
                "while (k) k-- ;");
    assert_text(&test, case_node(&test, NODE_DO, 0)->range,
                "do k++; while (k) /* ; */ ;");
    assert_text(&test, case_node(&test, NODE_GOTO, 0)->range, "goto l;");
    assert_string_equal(case_node(&test, NODE_GOTO, 0)->name, "l");
    assert_text(&test, case_node(&test, NODE_LABEL, 0)->range,
                "l: return /* r */;");
    assert_text(&test, case_node(&test, NODE_RETURN, 0)->token, "return");
    assert_text(&test, case_node(&test, NODE_COMPOUND, 2)->range,
                "{ goto l; l: return /* r */; }");
    case_end(&test);
}

static void looks_past_inactive_lines(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "k = 1\n#if 0\n + 1;\n#elif 1\n + 2\n#else\n ; ; \n#endif\n;");
    struct node *statement = case_node(&test, NODE_EXPRESSION, 0);
    assert_int_equal(test.unit->text[statement->range.end - 1], ';');
    assert_string_equal(test.unit->text + statement->range.end, " }\n");
    struct node *sum = case_node(&test, NODE_BINARY, 0);
    assert_text(&test, sum->token, "+");
    assert_true(sum->token.begin >
                strstr(test.unit->text, "#elif") - test.unit->text);
    case_end(&test);
}

static void copies_switches(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "switch (k) { case 1: case 2 ... 4: k++; "
                "__attribute__((fallthrough)); default: break; }");
    struct node *first = case_node(&test, NODE_CASE, 0);
    assert_int_equal(first->child[0]->kind, NODE_CASE);
    assert_text(&test, first->child[0]->range, "case 2 ... 4: k++;");
    assert_text(&test, case_node(&test, NODE_DEFAULT, 0)->range,
                "default: break;");
    assert_int_equal(case_node(&test, NODE_NULL, 0)->kind, NODE_NULL);
    case_end(&test);
}

static void copies_statement_expressions(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "k = ({ int w = k; w + 1; });");
    struct node *node = case_node(&test, NODE_STATEMENT_EXPR, 0);
    assert_int_equal(node->child[0]->kind, NODE_COMPOUND);
    assert_int_equal(node->child[0]->child_count, 2);
    case_end(&test);
}

/* ---- declarations
 * ---------------------------------------------------------------- */

static void assert_declarator(const struct source_case *test, const char *name,
                              const char *behind) {
    struct range end = case_decl(test, name)->declarator_end;
    assert_true(is_free(end));
    assert_int_equal(end.begin, end.end);
    assert_memory_equal(test->unit->text + end.begin, behind, strlen(behind));
}

static void locates_the_end_of_declarators(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "Node *a, *b[3] = {0}, **c; Node *(*d)(int) = make;"
                "Node *e __attribute__((unused)), *g __attribute__((unused)) "
                "= n; Node *(*h[2])(int), *i /* , */ = 0; for (Node *j; ; );");
    assert_declarator(&test, "a", ", *b");
    assert_declarator(&test, "b", " = {0}");
    assert_declarator(&test, "c", "; Node *(*d)");
    assert_declarator(&test, "d", " = make");
    assert_declarator(&test, "e", ", *g");
    assert_declarator(&test, "g", " = n");
    assert_declarator(&test, "h", ", *i");
    assert_declarator(&test, "i", " /* , */ = 0");
    assert_declarator(&test, "j", "; ; )");
    case_end(&test);
}

static void merges_redeclarations(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, NODE "extern Node *g; Node *g; extern Node *e;\n"
                        "static Node *f(Node *a); Node *h(void);\n"
                        "Node *f(Node *b) { return b ? g : e; }\n");
    assert_true(case_decl(&test, "g")->defined);
    assert_false(case_decl(&test, "e")->defined);
    assert_int_equal(case_decl(&test, "e")->storage, STORAGE_EXTERN);
    const struct decl *f = case_decl(&test, "f");
    assert_true(f->defined);
    assert_int_equal(f->storage, STORAGE_STATIC);
    assert_string_equal(f->params[0]->name, "b");
    assert_false(case_decl(&test, "h")->defined);
    assert_int_equal(test.unit->functions.count, 1);
    case_end(&test);
}

static void flags_what_happens_to_variables(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "int a, b, c[2], d[2], e[2][2], g; struct { int x; } s, t;"
                "a = 1; sum(1, &b); c[0] = 1; sum(1, d); e[1][0]++; "
                "s.x += 1; sum(1, &t.x); g = e[0][1] + c[1]; ");
    assert_true(case_decl(&test, "a")->assigned);
    assert_false(case_decl(&test, "a")->address_taken);
    assert_true(case_decl(&test, "b")->address_taken);
    assert_false(case_decl(&test, "b")->assigned);
    assert_true(case_decl(&test, "c")->assigned);
    assert_false(case_decl(&test, "c")->address_taken);
    assert_true(case_decl(&test, "d")->address_taken);
    assert_true(case_decl(&test, "e")->assigned);
    assert_false(case_decl(&test, "e")->address_taken);
    assert_true(case_decl(&test, "s")->assigned);
    assert_true(case_decl(&test, "t")->address_taken);
    assert_false(case_decl(&test, "t")->assigned);
    assert_false(case_decl(&test, "n")->assigned);
    case_end(&test);
}

static void lists_declared_variables(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "struct l { int a; } *x, *y; typedef int T; static Node *z; "
                "extern Node *w; int proto(void);");
    assert_int_equal(case_node(&test, NODE_DECLARATION, 0)->decl_count, 2);
    assert_int_equal(case_node(&test, NODE_DECLARATION, 1)->decl_count, 0);
    const struct decl *z = case_node(&test, NODE_DECLARATION, 2)->decls[0];
    assert_int_equal(z->storage, STORAGE_STATIC);
    assert_false(z->file_scope);
    assert_true(case_record(&test, "struct l")->in_function);
    case_end(&test);
}

static void puts_helpers_before_attributes(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, NODE "int a;\n__attribute__((noinline)) static void f(void)"
                        " {}\ntally_finalizer static void g(Node *n) {}\n");
    assert_int_equal(test.unit->functions.count, 2);
    const char *text = test.unit->text;
    assert_memory_equal(text + test.unit->functions.at[0]->range.begin,
                        "__attribute__", 13);
    assert_memory_equal(text + test.unit->functions.at[1]->range.begin,
                        "tally_finalizer", 15);
    assert_int_equal(test.unit->functions.at[1]->range.begin_macro, NO_MACRO);
    case_end(&test);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_unreadable_files),
        cmocka_unit_test(reports_errors_at_their_place),
        cmocka_unit_test(leaves_errors_without_references_to_the_compiler),
        cmocka_unit_test(parses_an_empty_file),
        cmocka_unit_test(finds_operators),
        cmocka_unit_test(drops_implicit_casts),
        cmocka_unit_test(knows_null_pointer_constants),
        cmocka_unit_test(tells_conditionals_apart),
        cmocka_unit_test(copies_unary_operators),
        cmocka_unit_test(keeps_both_forms_of_subscripts),
        cmocka_unit_test(does_not_evaluate_sizeof),
        cmocka_unit_test(recognises_makers),
        cmocka_unit_test(reads_initialiser_lists),
        cmocka_unit_test(selects_the_arm_of_a_generic),
        cmocka_unit_test(reads_variadic_arguments),
        cmocka_unit_test(tells_the_parts_of_for_apart),
        cmocka_unit_test(locates_the_head_of_for),
        cmocka_unit_test(ends_statements_behind_their_semicolon),
        cmocka_unit_test(looks_past_inactive_lines),
        cmocka_unit_test(copies_switches),
        cmocka_unit_test(copies_statement_expressions),
        cmocka_unit_test(locates_the_end_of_declarators),
        cmocka_unit_test(merges_redeclarations),
        cmocka_unit_test(flags_what_happens_to_variables),
        cmocka_unit_test(lists_declared_variables),
        cmocka_unit_test(puts_helpers_before_attributes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
