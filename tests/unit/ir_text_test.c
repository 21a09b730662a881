/* The textual form: what is printed is read back, and what is wrong in it is
 * said with its line. */
#include "ir_case.h"

/* Printed, the text is the same again. */
static void round_trip(void **state, const char *text) {
    struct func *func = read_func(*state, text);
    assert_string_equal(print_func(*state, func, ir_print), text);
}

static void a_function(void **state) {
    round_trip(state, "func push\n"
                      "  var 0 head param strong : Node *\n"
                      "  var 1 n local strong owned : Node *\n"
                      "  full 0 init last\n"
                      "  full 1 statement\n"
                      "  full 2 return\n"
                      "  block 0\n"
                      "    declare n\n"
                      "    begin 0\n"
                      "    %1 = new Node()\n"
                      "    init n, %1\n"
                      "    end 0\n"
                      "    begin 1\n"
                      "    %2 = load n\n"
                      "    %3 = load head\n"
                      "    store %2->next, %3\n"
                      "    end 1\n"
                      "    begin 2\n"
                      "    %4 = load n\n"
                      "    end 2\n"
                      "    leave n\n"
                      "    return %4 in 2\n");
}

static void variables(void **state) {
    round_trip(state, "func f placed\n"
                      "  var 0 p param strong owned escapes\n"
                      "  var 1 w local weak owned : struct Node *\n"
                      "  var 2 u local unowned stable\n"
                      "  var 3 a local owned : Node *[3]\n"
                      "  var 4 tally_t1 temp strong conditional\n"
                      "  var 5 b local array : char *\n"
                      "  block 0\n"
                      "    copy_param p\n"
                      "    declare u\n"
                      "    leave u\n"
                      "    return\n");
}

static void shadowed_names(void **state) {
    round_trip(state, "func f\n"
                      "  var 0 n param strong\n"
                      "  var 1 n local strong owned\n"
                      "  full 0 init\n"
                      "  block 0\n"
                      "    declare n#1\n"
                      "    begin 0\n"
                      "    %1 = load n#0\n"
                      "    init n#1, %1\n"
                      "    end 0\n"
                      "    leave n#1\n"
                      "    return\n");
}

static void names_that_are_words(void **state) {
    round_trip(state, "func take\n"
                      "  var 0 hazard param strong\n"
                      "  var 1 strong local strong owned\n"
                      "  full 0 init\n"
                      "  block 0\n"
                      "    declare strong\n"
                      "    begin 0\n"
                      "    %1 = load hazard hazard\n"
                      "    init strong, %1\n"
                      "    call use(%1)\n"
                      "    end 0\n"
                      "    leave strong\n"
                      "    return\n");
}

static void places(void **state) {
    round_trip(state, "func f\n"
                      "  var 0 a local owned\n"
                      "  full 0 statement\n"
                      "  block 0\n"
                      "    declare a\n"
                      "    begin 0\n"
                      "    %1 = load a.[]\n"
                      "    %2 = load %1->next:unowned\n"
                      "    %3 = load @head\n"
                      "    %4 = load [%2].*\n"
                      "    %5 = load [].[]\n"
                      "    %6 = load_weak %3->parent\n"
                      "    %7 = address %3->next:strong, %3\n"
                      "    %8 = address %3->name, %3\n"
                      "    store_weak @w, %1\n"
                      "    store_raw %1->owner, %2\n"
                      "    init_raw [].?, %2\n"
                      "    end 0\n"
                      "    leave a\n"
                      "    return\n");
}

static void calls(void **state) {
    round_trip(state, "func f\n"
                      "  full 0 statement\n"
                      "  block 0\n"
                      "    begin 0\n"
                      "    %1 = call make()\n"
                      "    %2 = call peek(%1) borrowed quiet\n"
                      "    call give(take %1, %2) hazard\n"
                      "    call _()\n"
                      "    %3 = new Node(%2, use %1) quiet\n"
                      "    %4 = cast %3 owned\n"
                      "    %5 = raw %4, %2 releases\n"
                      "    use %5\n"
                      "    end 0\n"
                      "    return\n");
}

static void branches(void **state) {
    round_trip(state, "func f\n"
                      "  full 0 condition\n"
                      "  block 0 -> 1, 2\n"
                      "    begin 0\n"
                      "    branch\n"
                      "  block 1 -> 3\n"
                      "    %1 = call make()\n"
                      "    jump\n"
                      "  block 2 -> 3\n"
                      "    %2 = null\n"
                      "    jump\n"
                      "  block 3 -> 4, 4, 5\n"
                      "    %3 = phi 1: %1, 2: %2 owned\n"
                      "    end 0\n"
                      "    switch\n"
                      "  block 4\n"
                      "    unreachable\n"
                      "  block 5 -> 3\n"
                      "    jump in 0\n");
}

static void counts(void **state) {
    round_trip(state, "func f placed\n"
                      "  var 0 tally_t1 temp strong owned conditional\n"
                      "  full 0 plain\n"
                      "  full 1 switch\n"
                      "  block 0\n"
                      "    begin 0\n"
                      "    %1 = load @g hazard\n"
                      "    %2 = retain %1\n"
                      "    %3 = hold tally_t1, %2\n"
                      "    release %3\n"
                      "    drop tally_t1\n"
                      "    end 0\n"
                      "    drop tally_t1 in 1\n"
                      "    return in none\n");
}

static void blanks_and_comments(void **state) {
    const char *text = "# a comment\n"
                       "// another\n"
                       "\n"
                       "func  a\r\n"
                       "\tblock 0\n"
                       "   # inside\n"
                       "return\n"
                       "\n"
                       "func b\n"
                       " block 0\n"
                       "  unreachable\n"
                       "\n# the end";
    const char *error = NULL;
    struct func *a = ir_read(&text, *state, &error);
    assert_non_null(a);
    assert_string_equal(a->name, "a");
    struct func *b = ir_read(&text, *state, &error);
    assert_non_null(b);
    assert_string_equal(b->name, "b");
    assert_string_equal(text, "");
    assert_null(error);
}

static void flags_are_what_they_say(void **state) {
    struct func *func =
        read_func(*state, "func f placed\n"
                          " full 0 statement\n"
                          " block 0\n"
                          "  begin 0\n"
                          "  %7 = call g(take %7) borrowed hazard\n"
                          "  end 0\n"
                          "  return\n");
    const struct inst *call = func->blocks.at[0]->insts.at[1];
    assert_true(func->placed);
    assert_int_equal(func->defs.count, 8);
    assert_ptr_equal(func->defs.at[7], call);
    assert_true(call->hazard && call->releases && !call->result_owned);
    assert_true(inst_takes(call, 0));
    assert_int_equal(call->full, 0);
    assert_int_equal(func->blocks.at[0]->insts.at[3]->full, NO_FULL);
}

static void bad_text(void **state) {
    static const struct {
        const char *text, *error;
    } cases[] = {
        {"", "line 0: a function expected"},
        {"fun f\n", "line 1: 'func' expected, not 'fun'"},
        {"func\n", "line 1: a function without a name"},
        {"func f now\n", "line 1: 'now' is too much here"},
        {"func f\n", "line 1: a function without blocks"},
        {"func f\n\n  return\n", "line 3: an instruction outside of a block"},
        {"func f\n  var 1 n local\n",
         "line 2: variables are numbered from 0 in order"},
        {"func f\n  var 0 n loco\n",
         "line 2: a variable is a local, a param or a temp"},
        {"func f\n  full 0 whole\n", "line 2: no such kind of full expression"},
        {"func f\n  block 1\n", "line 2: blocks are numbered from 0 in order"},
        {"func f\n  block 0 -> x\n", "line 2: a number expected, not 'x'"},
        {"func f\n  block 0 -> 7\n  jump\n",
         "line 3: an edge to a block that is not there"},
        {"func f\n  block 0\n  jmp\n", "line 3: no such instruction"},
        {"func f\n  block 0\n  %0 = null\n",
         "line 3: a value such as %1 expected, not '%0'"},
        {"func f\n  block 0\n  %4000000000 = null\n",
         "line 3: a value such as %1 expected, not '%4000000000'"},
        {"func f\n  block 0\n  %1 null\n", "line 3: '=' expected, not 'null'"},
        {"func f\n  block 0\n  %1 = null\n  %1 = null\n",
         "line 4: %1 is made twice"},
        {"func f\n  block 0\n  leave n\n", "line 3: there is no variable 'n'"},
        {"func f\n  var 0 n local\n  var 1 n local\n  block 0\n  leave n\n",
         "line 5: several variables are called 'n'"},
        {"func f\n  block 0\n  begin 0\n",
         "line 3: there is no such full expression"},
        {"func f\n  block 0\n  %1 = load %2.x\n", "line 3: '->' expected"},
        {"func f\n  block 0\n  %1 = load [%2]x\n", "line 3: '].' expected"},
        {"func f\n  block 0\n  %1 = load @g:hard\n",
         "line 3: no such kind of reference behind ':'"},
        {"func f\n  block 0\n  call g(%1\n", "line 3: ')' expected, not ''"},
        {"func f\n  block 0\n  store @g, x\n",
         "line 3: a value expected behind ','"},
        {"func f\n  block 0\n  return %1 nicely\n",
         "line 3: 'nicely' is too much here"},
        {"func f\n  block 0 -> 1\n  jump\n  block 1\n  %1 = phi 1: %1\n",
         "line 5: a phi names its predecessors in their order"},
        {"func f\n  block 0 -> 1\n  jump\n  block 1\n  %1 = phi %1\n",
         "line 5: a block and ':' expected"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text, *error = NULL;
        assert_null(ir_read(&text, *state, &error));
        assert_string_equal(error, cases[i].error);
    }
}

static void a_picture(void **state) {
    struct func *func = read_func(*state, "func f\n"
                                          " var 0 \"n\" param strong\n"
                                          " block 0 -> 1\n"
                                          "  jump\n"
                                          " block 1\n"
                                          "  return\n");
    assert_string_equal(print_func(*state, func, ir_dot),
                        "digraph \"f\" {\n"
                        "  node [shape=box, fontname=monospace];\n"
                        "  b0 [label=\"  block 0 -> 1\\l    jump\\l\"];\n"
                        "  b0 -> b1;\n"
                        "  b1 [label=\"  block 1\\l    return\\l\"];\n"
                        "}\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(a_function),
        TEST_IN_ARENA(variables),
        TEST_IN_ARENA(shadowed_names),
        TEST_IN_ARENA(names_that_are_words),
        TEST_IN_ARENA(places),
        TEST_IN_ARENA(calls),
        TEST_IN_ARENA(branches),
        TEST_IN_ARENA(counts),
        TEST_IN_ARENA(blanks_and_comments),
        TEST_IN_ARENA(flags_are_what_they_say),
        TEST_IN_ARENA(bad_text),
        TEST_IN_ARENA(a_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
