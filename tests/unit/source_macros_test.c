/* Macro calls: which ranges can be edited, and how calls become plain. */
#include "source_case.h"

#define MACROS                                         \
    "#define NEXT(n) (n)->next\n"                      \
    "#define SET(a, b) a = b\n"                        \
    "#define DONE(a) a = 0;\n"                         \
    "#define ID(x) x\n"                                \
    "#define GET NEXT\n"                               \
    "#define NOTHING NULL\n"                           \
    "#define EACH(x, l) for (x = l; x; x = x->next)\n" \
    "#define WALK(x) for (; x; x = x->next)\n"         \
    "#define BOTH(a, b, v) do { a = v; b = v; } while (0)\n"

static void body(struct source_case *test, const char *statements) {
    char text[2048];
    snprintf(text, sizeof text,
             NODE MACROS "Node *make(int); int sum(int, ...);\n"
                         "void f(Node *n, Node *m, Node **p, int k) { %s }\n",
             statements);
    case_of(test, text);
}

static void assert_calls(const struct source_case *test, const char *names) {
    const char *got = "";
    for (size_t i = 0; i < test->unit->macro_calls.count; i++)
        got = arena_printf(test->arena, "%s%s ", got,
                           test->unit->macro_calls.at[i].name);
    assert_string_equal(got, names);
}

/* Both ends lie in one call, and the range is that call's. */
static void assert_blocked(const struct source_case *test, struct range range,
                           const char *call) {
    assert_int_not_equal(range.begin_macro, NO_MACRO);
    assert_int_equal(range.begin_macro, range.end_macro);
    assert_text(test, range, call);
    const struct macro_call *in =
        &test->unit->macro_calls.at[range.begin_macro];
    assert_int_equal(in->begin, range.begin);
    assert_int_equal(in->end, range.end);
}

/* ---- ranges
 * ------------------------------------------------------------------------ */

static void lists_outermost_calls(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "SET(n, NEXT(m)); n = tally_new(Node, NEXT(n), .up = "
                "tally_new(Node, ID(NEXT(m))));\n#if ID(1)\n#endif\n");
    assert_calls(&test, "SET NEXT ID ");
    case_end(&test);
}

static void edits_around_whole_expansions(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "n = NULL; n = NOTHING; n = NEXT(m); sum(k, NULL);");
    for (size_t i = 0; i < 3; i++) {
        struct node *assign = case_node(&test, NODE_ASSIGN, i);
        assert_true(is_free(assign->range));
        assert_true(is_free(assign->child[1]->range));
        assert_text(&test, assign->token, "=");
    }
    assert_text(&test, case_node(&test, NODE_ASSIGN, 1)->child[1]->range,
                "NOTHING");
    assert_text(&test, case_node(&test, NODE_ASSIGN, 2)->range, "n = NEXT(m)");
    assert_true(is_free(case_node(&test, NODE_CALL, 0)->child[2]->range));
    struct node *inside = case_node(&test, NODE_MEMBER, 0)->child[0];
    assert_int_equal(inside->range.begin_macro, NO_MACRO);
    assert_int_not_equal(inside->range.end_macro, NO_MACRO);
    case_end(&test);
}

static void blocks_what_an_expansion_is_made_of(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "SET(n->next, make(1)); k = ID(ID(k)) + 1;");
    struct node *assign = case_node(&test, NODE_ASSIGN, 0);
    assert_blocked(&test, assign->token, "SET(n->next, make(1))");
    assert_blocked(&test, assign->child[1]->range, "SET(n->next, make(1))");
    assert_blocked(&test, assign->child[1]->token, "SET(n->next, make(1))");
    assert_text(&test, case_node(&test, NODE_EXPRESSION, 0)->range,
                "SET(n->next, make(1));");
    case_end(&test);
}

static void follows_calls_over_the_end_of_their_name(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "n = GET (m); SET(n, GET(m));");
    assert_calls(&test, "GET SET ");
    assert_text(&test, case_node(&test, NODE_ASSIGN, 0)->range, "n = GET (m)");
    assert_blocked(&test, case_node(&test, NODE_NAME, 1)->range, "GET (m)");
    case_end(&test);
}

static void opens_the_arguments_of_makers(void **state) {
    struct source_case test;
    (void)state;
    body(&test,
         "n = tally_new(Node, .next = make(NEXT(m)->value), .up = ID(m));");
    struct node *call = case_node(&test, NODE_CALL, 0);
    assert_true(is_free(call->range));
    assert_text(&test, call->range, "make(NEXT(m)->value)");
    assert_text(&test, call->token, "(");
    struct node *value = case_node(&test, NODE_MEMBER, 0);
    assert_text(&test, value->range, "NEXT(m)->value");
    assert_true(is_free(value->range));
    assert_text(&test, value->child[0]->range, "NEXT(m)");
    struct node *up = case_node(&test, NODE_DESIGNATED, 1);
    assert_text(&test, up->range, ".up = ID(m)");
    case_end(&test);
}

static void gives_each_statement_its_own_semicolon(void **state) {
    struct source_case test;
    (void)state;
    body(&test,
         "SET(n, m); DONE(n) DONE(n); if (k) DONE(n) BOTH(n, m, make(1));"
         " { SET(n, m) ; }");
    struct node *set = case_node(&test, NODE_EXPRESSION, 0);
    assert_text(&test, set->range, "SET(n, m);");
    assert_int_equal(set->range.end_macro, NO_MACRO);
    struct node *done = case_node(&test, NODE_EXPRESSION, 1);
    assert_blocked(&test, done->range, "DONE(n)");
    assert_blocked(&test, case_node(&test, NODE_EXPRESSION, 2)->range,
                   "DONE(n)");
    assert_text(&test, case_node(&test, NODE_NULL, 0)->range, ";");
    struct node *branch = case_node(&test, NODE_IF, 0);
    assert_int_not_equal(branch->range.end_macro, NO_MACRO);
    assert_text(&test, branch->range, "if (k) DONE(n)");
    struct node *both = case_node(&test, NODE_DO, 0);
    assert_text(&test, both->range, "BOTH(n, m, make(1));");
    assert_int_equal(both->range.end_macro, NO_MACRO);
    struct node *inner = both->child[0]->child[0];
    assert_blocked(&test, inner->range, "BOTH(n, m, make(1))");
    assert_blocked(&test, both->child[0]->child[1]->range,
                   "BOTH(n, m, make(1))");
    assert_text(&test, case_node(&test, NODE_EXPRESSION, 6)->range,
                "SET(n, m) ;");
    case_end(&test);
}

static void reads_loops_of_macros(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "EACH(n, m) { k++; } WALK(n) k--;");
    struct node *each = case_node(&test, NODE_FOR, 0);
    assert_non_null(each->child[0]);
    assert_int_equal(each->child[3]->kind, NODE_COMPOUND);
    assert_text(&test, each->child[3]->range, "{ k++; }");
    assert_true(is_free(each->child[3]->range));
    struct node *walk = case_node(&test, NODE_FOR, 1);
    assert_null(walk->child[0]);
    assert_non_null(walk->child[1]);
    assert_non_null(walk->child[2]);
    assert_text(&test, walk->range, "WALK(n) k--;");
    case_end(&test);
}

static void reads_keywords_of_macros(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, NODE "#define BEGIN {\n#define END }\n#define GIVE return\n"
                        "#define UNTIL(c) while (!(c))\n#define IS =\n"
                        "Node *f(Node *n, int k) BEGIN n IS n->next; UNTIL(k)"
                        " k++; GIVE n; END\n");
    assert_blocked(&test, case_node(&test, NODE_ASSIGN, 0)->token, "IS");
    assert_true(is_free(case_node(&test, NODE_ASSIGN, 0)->range));
    assert_text(&test, case_node(&test, NODE_WHILE, 0)->range, "UNTIL(k) k++;");
    struct node *give = case_node(&test, NODE_RETURN, 0);
    assert_text(&test, give->range, "GIVE n;");
    assert_blocked(&test, give->token, "GIVE");
    struct node *compound = case_node(&test, NODE_COMPOUND, 0);
    assert_int_not_equal(compound->range.begin_macro, NO_MACRO);
    assert_int_not_equal(compound->range.end_macro, NO_MACRO);
    case_end(&test);
}

/* ---- making plain
 * -------------------------------------------------------------------- */

/* One step: all calls of that name, or all where it is NULL. */
static bool expand(struct source_case *test, const char *name) {
    struct plain_request request = {0};
    for (uint32_t i = 0; i < test->unit->macro_calls.count; i++)
        if (!name || strcmp(test->unit->macro_calls.at[i].name, name) == 0)
            VEC_PUSH(test->arena, request.macro_calls, i);
    if (!source_make_plain(test->source, test->unit, &request, test->diags))
        return false;
    test->unit = source_parse(test->source, test->arena, test->diags);
    return test->unit != NULL;
}

static bool contains(const struct source_case *test, const char *text) {
    return strstr(test->unit->text, text) != NULL;
}

static void expands_just_what_is_asked_for(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "SET(n, NEXT(m)); n = NEXT(n); n = NULL;");
    assert_true(expand(&test, "SET"));
    assert_true(contains(&test, " n = (m)->next ; n = NEXT(n); n = NULL;"));
    assert_calls(&test, "NEXT NULL ");
    struct node *assign = case_node(&test, NODE_ASSIGN, 0);
    assert_text(&test, assign->token, "=");
    assert_true(is_free(assign->range));
    case_end(&test);
}

static void keeps_makers_and_annotations(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "SET(n, tally_new(Node, .next = m)); ID(Node *tally_weak w = "
                "n;)");
    assert_true(expand(&test, NULL));
    assert_true(contains(&test, "n = tally_new(Node, .next = m)"));
    assert_true(contains(&test, "Node *tally_weak w = n;"));
    assert_int_equal(case_node(&test, NODE_NEW, 0)->child_count, 1);
    assert_calls(&test, "");
    case_end(&test);
}

static void keeps_places_and_lines(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "SET(n,\n  m\n); n = m;\n#define L __LINE__\nk = L; k = L;");
    struct place_in_text before =
        unit_place_of(test.unit, case_node(&test, NODE_ASSIGN, 1)->range);
    assert_true(expand(&test, "SET"));
    struct place_in_text call = unit_place_of(
        test.unit, case_node(&test, NODE_ASSIGN, 0)->child[1]->range);
    struct place_in_text after =
        unit_place_of(test.unit, case_node(&test, NODE_ASSIGN, 1)->range);
    assert_int_equal(before.line, call.line + 2);
    assert_int_equal(after.line, before.line);
    assert_int_equal(after.column, before.column);
    assert_true(expand(&test, NULL));
    assert_text(&test, case_node(&test, NODE_LITERAL, 0)->range,
                arena_printf(test.arena, "%u", before.line + 2));
    case_end(&test);
}

static void does_not_paste_tokens(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, "#define NEG(x) -x\n#define P +\n"
                   "int f(int k) { return -NEG(k) +P+ k; }\n");
    assert_true(expand(&test, NULL));
    assert_true(contains(&test, "return - -k + + + k") ||
                contains(&test, "return - -k  + + + k"));
    case_end(&test);
}

static void keeps_strings_and_pragmas(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, "#define S(x) #x \"  \\\"\"\n#define Q(x) "
                   "_Pragma(\"GCC diagnostic push\") x "
                   "_Pragma(\"GCC diagnostic pop\")\n"
                   "const char *f(int k) { Q(k++;) return S(a  /* */ b); }\n");
    assert_true(expand(&test, NULL));
    assert_true(contains(&test, "\"a b\" \"  \\\"\""));
    assert_true(contains(&test, "_Pragma(\"GCC diagnostic push\") k++;"));
    case_end(&test);
}

static void keeps_the_values_of_counter(void **state) {
    struct source_case test;
    (void)state;
    case_of(&test, "#define ONE __COUNTER__\n#define TWO __COUNTER__\n"
                   "int f(void) { return ONE + TWO + ONE; }\n");
    assert_true(expand(&test, "TWO"));
    assert_calls(&test, "");
    assert_true(contains(&test, "return  0  +  1  +  2 ;"));
    case_end(&test);
}

static void expands_behind_a_directive_of_its_own(void **state) {
    struct source_case test;
    (void)state;
    body(&test, "sum(1,\n#ifdef NEXT\nNEXT(n)\n#else\nn\n#endif\n);");
    assert_true(expand(&test, "NEXT"));
    assert_true(contains(&test, "#ifdef NEXT\n (n)->next \n#else"));
    case_end(&test);
}

static void works_with_every_compiler(void **state) {
    static const char *const compilers[] = {"gcc", "clang", "tcc"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct source_case test;
        case_begin(&test);
        test.compiler[0] = compilers[i];
        case_parse(&test, NODE MACROS
                   "#include <assert.h>\n#include <stdio.h>"
                   "\nvoid f(Node *n) { SET(n, NULL); assert(n); }\n");
        if (access(arena_printf(test.arena, "/usr/bin/%s", compilers[i]),
                   X_OK) == 0) {
            assert_non_null(test.unit);
            assert_true(expand(&test, NULL));
            assert_calls(&test, "");
        }
        case_end(&test);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_outermost_calls),
        cmocka_unit_test(edits_around_whole_expansions),
        cmocka_unit_test(blocks_what_an_expansion_is_made_of),
        cmocka_unit_test(follows_calls_over_the_end_of_their_name),
        cmocka_unit_test(opens_the_arguments_of_makers),
        cmocka_unit_test(gives_each_statement_its_own_semicolon),
        cmocka_unit_test(reads_loops_of_macros),
        cmocka_unit_test(reads_keywords_of_macros),
        cmocka_unit_test(expands_just_what_is_asked_for),
        cmocka_unit_test(keeps_makers_and_annotations),
        cmocka_unit_test(keeps_places_and_lines),
        cmocka_unit_test(does_not_paste_tokens),
        cmocka_unit_test(keeps_strings_and_pragmas),
        cmocka_unit_test(keeps_the_values_of_counter),
        cmocka_unit_test(expands_behind_a_directive_of_its_own),
        cmocka_unit_test(works_with_every_compiler)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
