/* What is a graph and what is none: the shape that both forms must have. */
#include "ir_case.h"

#define HEAD                        \
    "func f\n"                      \
    " var 0 p param strong\n"       \
    " var 1 q param strong owned\n" \
    " var 2 n local strong owned\n" \
    " var 3 m local strong owned\n" \
    " var 4 w local weak owned\n"   \
    " var 5 t temp strong\n"        \
    " full 0 statement\n"           \
    " full 1 statement\n"           \
    " full 2 return\n"

/* One block with these instructions. */
#define BODY(text) HEAD " block 0\n" text "return\n"
/* ... which stand inside of full expression 0. */
#define FULL(text) BODY("begin 0\n" text "end 0\n")

static void what_lowering_makes(void **state) {
    accepts(state, BODY(""));
    accepts(state, BODY("declare n\nbegin 0\n%1 = call g()\ninit n, %1\n"
                        "end 0\nleave n\n"));
    accepts(state, FULL("%1 = load p\n%2 = load %1->next\nstore @g, %2\n"));
    accepts(state, HEAD " block 0\nbegin 2\n%1 = load p\nend 2\nleave q\n"
                        "return %1 in 2\n");
}

static void loops_and_conditions(void **state) {
    accepts(state, HEAD " block 0 -> 1\njump\n"
                        " block 1 -> 2, 3\nbegin 0\n%1 = load p\nuse %1\n"
                        "end 0\nbranch\n"
                        " block 2 -> 1\ndeclare n\nleave n\njump\n"
                        " block 3\nreturn\n");
    accepts(state, HEAD " block 0 -> 1, 2\nbegin 0\nbranch\n"
                        " block 1 -> 3\n%1 = load p\njump\n"
                        " block 2 -> 3\n%2 = null\njump\n"
                        " block 3\n%3 = phi 1: %1, 2: %2\nuse %3\nend 0\n"
                        "return\n");
}

static void unreachable_blocks_do_not_matter(void **state) {
    accepts(state, HEAD " block 0\nreturn\n block 1\nuse %9\n");
}

static void blocks_must_end(void **state) {
    refuses(state, "block 0 does not end", HEAD " block 0\nbegin 0\nend 0\n");
    refuses(state, "block 0 does not end", HEAD " block 0\n");
    refuses(state, "'jump' inside of a block",
            HEAD " block 0 -> 1\njump\njump\n block 1\nreturn\n");
    refuses(state, "'jump' with 0 successors", HEAD " block 0\njump\n");
    refuses(state, "'branch' with 1 successors",
            HEAD " block 0 -> 1\nbranch\n block 1\nreturn\n");
    refuses(state, "'return' with 1 successors",
            HEAD " block 0 -> 1\nreturn\n block 1\nreturn\n");
}

static void blocks_must_be_linked(void **state) {
    struct check_error error;
    struct func *func =
        read_func(*state, HEAD " block 0 -> 1\njump\n block 1\nreturn\n");
    func->blocks.at[1]->predecessors.count = 0;
    assert_false(ir_check(func, *state, &error));
    assert_string_equal(error.what, "the blocks are not linked");
    assert_null(error.inst);
    func->blocks.at[0]->successors.at[0] = 9;
    assert_false(ir_check(func, *state, &error));
    assert_string_equal(error.what, "an edge to a block that is not there");
    assert_false(ir_check(func_new(*state, "f"), *state, &error));
    assert_string_equal(error.what, "a function without blocks");
}

static void operands_and_results(void **state) {
    refuses(state, "'use' with 0 operands", FULL("use\n"));
    refuses(state, "'cast' with 2 operands",
            FULL("%1 = load p\n%2 = cast %1, %1\n"));
    refuses(state, "operand %9 is made nowhere", FULL("use %9\n"));
    refuses(state, "'load' without a result", FULL("load p\n"));
    refuses(state, "'use' with a result", FULL("%1 = load p\n%2 = use %1\n"));
    refuses(state, "%1 is made outside of a full expression",
            BODY("%1 = load p\n"));
    refuses(state, "the result of 'load' cannot be owned this way",
            FULL("%1 = load p owned\n"));
    refuses(state, "the result of 'cast' cannot be owned this way",
            FULL("%1 = load p\n%2 = cast take %1\n"));
}

static void places_must_exist(void **state) {
    refuses(state, "the object %8 is made nowhere", FULL("%1 = load %8->x\n"));
    refuses(state, "'load' of a place of another kind",
            FULL("%1 = load @g:weak\n"));
    refuses(state, "'load_weak' of a place of another kind",
            FULL("%1 = load_weak @g:strong\n"));
    refuses(state, "'store' of a place of another kind",
            FULL("%1 = load p\nstore @g:weak, %1\n"));
    refuses(state, "'store_raw' of a place of another kind",
            FULL("%1 = load p\nstore_raw @g:strong, %1\n"));
    refuses(state, "'init' of the variable 'p'",
            FULL("%1 = load p\ninit p, %1\n"));
    refuses(state, "'init' of no variable",
            FULL("%1 = load p\ninit [].x, %1\n"));
    refuses(state, "'declare' of the variable 'p'", BODY("declare p\n"));
    refuses(state, "'leave' of the variable 't'", BODY("leave t\n"));
}

static void counts_belong_to_the_placed_form(void **state) {
    refuses(state, "'retain' before placement",
            FULL("%1 = load p\n%2 = retain %1\n"));
    refuses(state, "'drop' before placement", BODY("drop t\n"));
}

static void phis_stand_where_paths_meet(void **state) {
    refuses(state, "a phi behind other instructions",
            HEAD " block 0 -> 1\nbegin 0\n%1 = null\njump\n"
                 " block 1\nuse %1\n%2 = phi 0: %1\nend 0\nreturn\n");
    refuses(state, "a phi of 1 values where 2 paths meet",
            HEAD " block 0 -> 1, 1\nbegin 0\n%1 = null\nbranch\n"
                 " block 1\n%2 = phi 0: %1\nend 0\nreturn\n");
}

static void full_expressions_nest_nowhere(void **state) {
    refuses(state, "a full expression begins before another is done",
            BODY("begin 0\nbegin 1\nend 1\nend 0\n"));
    refuses(state, "'end' outside of its full expression", BODY("end 0\n"));
    refuses(state, "'end' outside of its full expression",
            BODY("begin 0\nend 1\n"));
    refuses(state, "'return' inside of a full expression", BODY("begin 0\n"));
    refuses(state, "'declare' inside of a full expression",
            FULL("declare n\n"));
    refuses(state, "'load' outside of its full expression",
            BODY("%1 = load p in 0\n"));
    refuses(state, "open on one path that leads here and not on another",
            HEAD " block 0 -> 1, 2\nbranch\n block 1 -> 2\nbegin 0\njump\n"
                 " block 2\nend 0\nreturn\n");
}

static void values_stay_inside(void **state) {
    refuses(state, "%1 is used outside of its full expression",
            BODY("begin 0\n%1 = load p\nend 0\nbegin 1\nuse %1\nend 1\n"));
    refuses(state, "'use' outside of its full expression",
            BODY("begin 0\n%1 = load p\nend 0\nuse %1 in 0\n"));
    refuses(state, "'use' outside of its full expression",
            BODY("begin 2\n%1 = load p\nend 2\nuse %1 in 2\n"));
    refuses(state, "%1 is used outside of its full expression",
            HEAD " block 0\nbegin 0\n%1 = load p\nend 0\nreturn %1\n");
}

static void values_are_made_first(void **state) {
    refuses(state, "%1 is used on a path that does not make it",
            FULL("use %1\n%1 = load p\n"));
    refuses(state, "%1 is used on a path that does not make it",
            HEAD " block 0 -> 1, 2\nbegin 0\nbranch\n"
                 " block 1 -> 2\n%1 = load p\njump\n"
                 " block 2\nuse %1\nend 0\nreturn\n");
    refuses(state, "%1 is used on a path that does not make it",
            HEAD " block 0 -> 1, 2\nbegin 0\nbranch\n"
                 " block 1 -> 3\n%1 = load p\njump\n"
                 " block 2 -> 3\njump\n"
                 " block 3\n%2 = phi 1: %1, 2: %1\nend 0\nreturn\n");
    refuses(state, "%1 is made where nothing leads",
            HEAD " block 0\nbegin 0\nuse %1\nend 0\nreturn\n"
                 " block 1\n%1 = load p in 0\nunreachable\n");
    /* The next time round, it is to be made anew. */
    refuses(state, "%1 is used on a path that does not make it",
            HEAD " block 0 -> 1\njump\n"
                 " block 1 -> 2, 3\nbegin 0\nbranch\n"
                 " block 2 -> 4\nuse %1\njump\n"
                 " block 3 -> 4\n%1 = load p\njump\n"
                 " block 4 -> 1\nend 0\njump\n");
}

static void scopes(void **state) {
    refuses(state, "'n' is used outside of its scope", FULL("%1 = load n\n"));
    refuses(state, "'n' is used outside of its scope",
            BODY("declare n\nleave n\nbegin 0\n%1 = load n\nend 0\n"));
    refuses(state, "'n' is used outside of its scope", BODY("leave n\n"));
    refuses(state, "'n' is declared while it is in scope",
            BODY("declare n\ndeclare n\nleave n\n"));
    refuses(state, "'n' is left before 'm'",
            BODY("declare n\ndeclare m\nleave n\nleave m\n"));
    refuses(state, "'q' is left before 'n'",
            BODY("declare n\nleave q\nleave n\n"));
    refuses(state, "'q' is used outside of its scope",
            BODY("leave q\nbegin 0\n%1 = load q\nend 0\n"));
    /* A jump back over a declaration. */
    refuses(state, "'n' is declared while it is in scope",
            HEAD " block 0 -> 1\njump\n block 1 -> 1\ndeclare n\njump\n");
    /* A jump past one. */
    refuses(state, "'n' is used outside of its scope",
            HEAD " block 0 -> 1, 2\nbranch\n block 1 -> 2\ndeclare n\njump\n"
                 " block 2\nleave n\nreturn\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(what_lowering_makes),
        TEST_IN_ARENA(loops_and_conditions),
        TEST_IN_ARENA(unreachable_blocks_do_not_matter),
        TEST_IN_ARENA(blocks_must_end),
        TEST_IN_ARENA(blocks_must_be_linked),
        TEST_IN_ARENA(operands_and_results),
        TEST_IN_ARENA(places_must_exist),
        TEST_IN_ARENA(counts_belong_to_the_placed_form),
        TEST_IN_ARENA(phis_stand_where_paths_meet),
        TEST_IN_ARENA(full_expressions_nest_nowhere),
        TEST_IN_ARENA(values_stay_inside),
        TEST_IN_ARENA(values_are_made_first),
        TEST_IN_ARENA(scopes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
