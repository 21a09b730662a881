/* What the checker proves of counts: for each rule, a graph that keeps it and
 * graphs that break it. */
#include "ir_case.h"

#define HEAD                                    \
    "func f placed\n"                           \
    " var 0 p param strong\n"                   \
    " var 1 q param strong owned\n"             \
    " var 2 n local strong owned\n"             \
    " var 3 e local strong owned escapes\n"     \
    " var 4 w local weak owned\n"               \
    " var 5 u local unowned\n"                  \
    " var 6 a local owned\n"                    \
    " var 7 t1 temp strong owned conditional\n" \
    " var 8 t2 temp strong owned conditional\n" \
    " var 9 s temp strong owned\n"              \
    " full 0 statement\n"                       \
    " full 1 statement\n"                       \
    " full 2 return\n"

#define BODY(text) HEAD " block 0\n" text "return\n"
#define FULL(text) BODY("begin 0\n" text "end 0\n")
/* A block in which `n` holds something. */
#define WITH_N(text)                                                     \
    BODY("declare n\nbegin 1\n%90 = call g()\ninit n, %90\nend 1\n" text \
         "drop n\nleave n\n")
#define FULL_N(text) WITH_N("begin 0\n" text "end 0\n")

/* ---- owned values -------------------------------------------------------- */

static void owned_values_are_taken_once(void **state) {
    accepts(state, FULL("%1 = call g()\nrelease %1\n"));
    accepts(state, FULL("%1 = call g()\nstore @g, %1\n"));
    accepts(state, FULL("%1 = call g()\n%2 = new Node(%1)\nrelease %2\n"));
    accepts(state, FULL("%1 = call g()\ncall give(take %1)\n"));
    accepts(state, FULL("%1 = load_weak @w\nrelease %1\n"));
    refuses(state, "nobody takes %1", FULL("%1 = call g()\n"));
    refuses(state, "nobody takes %1", FULL("%1 = load_weak @w\nuse %1\n"));
    refuses(state, "nobody takes %2", FULL("%1 = load p\n%2 = retain %1\n"));
    refuses(state, "%1 is given away twice",
            FULL("%1 = call g()\nstore @g, %1\nstore @h, %1\n"));
    refuses(state, "%1 is used after it was given away",
            FULL("%1 = call g()\nstore @g, %1\nuse %1\n"));
    refuses(state, "%1 is given away twice",
            FULL("%1 = call g()\ncall give(take %1, take %1)\n"));
    refuses(state, "%1 is both lent and given away",
            FULL("%1 = call g()\ncall give(take %1, %1)\n"));
}

static void borrowed_values_are_retained_first(void **state) {
    accepts(state, FULL("%1 = load p\n%2 = retain %1\nstore @g, %2\n"));
    refuses(state, "%1 is given away, but is not owned",
            FULL("%1 = load p\nstore @g, %1\n"));
    refuses(state, "%2 is given away, but is not owned",
            FULL("%1 = call g()\n%2 = hold t1, %1\nstore @g, %2\n"
                 "drop t1\n"));
    refuses(state, "%1 is given away, but is not owned",
            HEAD " block 0\nbegin 2\n%1 = load p\nend 2\nreturn %1 in 2\n");
}

static void null_is_owned_and_borrowed(void **state) {
    accepts(state, FULL("%1 = null\nstore @g, %1\nstore @h, %1\n"));
    accepts(state, FULL("%1 = null\nuse %1\n"));
    accepts(state, FULL("%1 = null\ncall g(%1)\n"));
    accepts(state, HEAD " block 0\nbegin 2\n%1 = null\nend 2\n"
                        "return %1 in 2\n");
}

static void returns_give_owned_values(void **state) {
    accepts(state, HEAD " block 0\nbegin 2\n%1 = load p\n%2 = retain %1\n"
                        "end 2\nreturn %2 in 2\n");
    accepts(state, HEAD " block 0\ndeclare n\nbegin 2\n%1 = load n\n"
                        "%2 = retain %1\nend 2\ndrop n\nleave n\n"
                        "return %2 in 2\n");
    refuses(state, "nobody takes %2",
            HEAD " block 0\nbegin 2\n%1 = load p\n%2 = retain %1\nend 2\n"
                 "return\n");
}

static void on_every_path(void **state) {
    refuses(state, "nobody takes %1",
            HEAD " block 0 -> 1, 2\nbegin 0\n%1 = call g()\nbranch\n"
                 " block 1 -> 2\nstore @g, %1\njump\n"
                 " block 2\nend 0\nreturn\n");
    refuses(state, "%1 is given away twice",
            HEAD " block 0 -> 1, 2\nbegin 0\n%1 = call g()\nbranch\n"
                 " block 1 -> 2\nstore @g, %1\njump\n"
                 " block 2\nstore @g, %1\nend 0\nreturn\n");
    accepts(state, HEAD " block 0 -> 1, 2\nbegin 0\n%1 = call g()\nbranch\n"
                        " block 1 -> 3\nstore @g, %1\njump\n"
                        " block 2 -> 3\ncall give(take %1)\njump\n"
                        " block 3\nend 0\nreturn\n");
}

static void casts_pass_on(void **state) {
    accepts(state, FULL("%1 = call g()\n%2 = cast %1 owned\nstore @g, %2\n"));
    accepts(state, FULL("%1 = load p\n%2 = cast %1\nuse %2\n"));
    accepts(state, FULL("%1 = null\n%2 = cast %1\nstore @g, %2\n"));
    refuses(state, "%1 is given away, but is not owned",
            FULL("%1 = load p\n%2 = cast %1 owned\nstore @g, %2\n"));
    refuses(state, "nobody takes %2",
            FULL("%1 = call g()\n%2 = cast %1 owned\nuse %2\n"));
}

/* `left` and `right` make %1 and %2; `phi` and what follows stand in block 3.
 */
#define PHI(left, right, phi)                  \
    HEAD " block 0 -> 1, 2\nbegin 0\nbranch\n" \
         " block 1 -> 3\n" left "jump\n"       \
         " block 2 -> 3\n" right "jump\n"      \
         " block 3\n%3 = phi 1: %1, 2: %2" phi "end 0\nreturn\n"

static void phis(void **state) {
    accepts(state, PHI("%1 = call g()\n", "%2 = call h()\n",
                       " owned\nstore @g, %3\n"));
    accepts(state,
            PHI("%1 = call g()\n", "%2 = null\n", " owned\nstore @g, %3\n"));
    accepts(state, PHI("%1 = load p\n", "%2 = null\n",
                       "\n%4 = retain %3\nstore @g, %4\n"));
    accepts(state, PHI("%1 = null\n", "%2 = null\n", "\nstore @g, %3\n"));
    refuses(state, "%2 is given away, but is not owned",
            PHI("%1 = call g()\n", "%2 = load p\n", " owned\nstore @g, %3\n"));
    refuses(state, "%3 is given away, but is not owned",
            PHI("%1 = null\n", "%2 = load p\n", "\nstore @g, %3\n"));
    refuses(state, "nobody takes %1",
            PHI("%1 = call g()\n", "%2 = load p\n", "\nuse %3\n"));
    refuses(state, "nobody takes %3",
            PHI("%1 = call g()\n", "%2 = call h()\n", " owned\nuse %3\n"));
    /* It borrows from both. */
    refuses(state, "%3 is used, but nothing keeps it since 'call' of c",
            PHI("%1 = load p\n", "%2 = load @g\n", "\ncall c()\nuse %3\n"));
}

/* ---- variables ----------------------------------------------------------- */

static void locals_are_dropped(void **state) {
    accepts(state, FULL_N(""));
    accepts(state, BODY("declare n\ndrop n\nleave n\n"));
    accepts(state, BODY("declare n\nleave n\n")); /* NULL all the time */
    refuses(state, "'n' is left without a drop",
            BODY("declare n\nbegin 0\n%1 = call g()\ninit n, %1\nend 0\n"
                 "leave n\n"));
    refuses(state, "'n' is left without a drop",
            BODY("declare n\nbegin 0\n%1 = call g()\nstore n, %1\nend 0\n"
                 "leave n\n"));
    refuses(state, "'n' is not dropped before 'return'",
            BODY("declare n\nbegin 0\n%1 = call g()\nstore n, %1\nend 0\n"));
    refuses(state, "dropped", BODY("declare n\ndrop n\ndrop n\nleave n\n"));
    refuses(state, "'a' is left without a drop",
            BODY("declare a\nbegin 0\n%1 = call g()\ninit a.[], %1\n"
                 "%2 = call g()\ninit a.[], %2\nend 0\nleave a\n"));
}

static void escaping_variables_may_be_filled_by_others(void **state) {
    refuses(state, "'e' is left without a drop", BODY("declare e\nleave e\n"));
    accepts(state, BODY("declare e\ndrop e\nleave e\n"));
}

static void variables_are_filled_once(void **state) {
    refuses(state, "'n' is filled while it may be full",
            FULL_N("%1 = call g()\ninit n, %1\n"));
    accepts(state, FULL_N("%1 = call g()\nstore n, %1\n"));
    refuses(state, "'n' is declared while it is in scope",
            HEAD " block 0 -> 1\njump\n"
                 " block 1 -> 1\ndeclare n\nbegin 0\n%1 = call g()\n"
                 "init n, %1\nend 0\njump\n");
}

static void weak_variables(void **state) {
    accepts(state, BODY("declare w\nbegin 0\n%1 = load p\ninit_weak w, %1\n"
                        "end 0\ndrop w\nleave w\n"));
    refuses(state, "'w' is left without a drop",
            BODY("declare w\nbegin 0\n%1 = load p\ninit_weak w, %1\nend 0\n"
                 "leave w\n"));
    refuses(state, "'w' is left without a drop",
            BODY("declare w\nbegin 0\n%1 = load p\nstore_weak w, %1\nend 0\n"
                 "leave w\n"));
}

static void parameters_are_lent(void **state) {
    accepts(state, BODY("copy_param q\nbegin 0\n%1 = call g()\nstore q, %1\n"
                        "end 0\ndrop q\nleave q\n"));
    refuses(state, "'p' is written, but owns nothing",
            FULL("%1 = call g()\nstore p, %1\n"));
    refuses(state, "'q' is written, but is the caller's still",
            FULL("%1 = call g()\nstore q, %1\n"));
    refuses(state, "'q' is written, but is the caller's still",
            BODY("drop q\nleave q\n"));
    refuses(state, "'q' is copied, but is ours already",
            BODY("copy_param q\ncopy_param q\ndrop q\nleave q\n"));
    refuses(state, "'q' is left without a drop",
            BODY("copy_param q\nleave q\n"));
    refuses(state, "'q' is not dropped before 'return'",
            BODY("copy_param q\n"));
}

static void temporaries(void **state) {
    accepts(state, FULL("%1 = call g()\n%2 = hold t1, %1\nuse %2\n"
                        "drop t1\n"));
    accepts(state, FULL("%1 = call g()\n%2 = hold s, %1\nuse %2\ndrop s\n"));
    refuses(state, "'t1' is full when the full expression ends",
            FULL("%1 = call g()\n%2 = hold t1, %1\nuse %2\n"));
    refuses(state, "'t1' is filled while it may be full",
            FULL("%1 = call g()\n%2 = hold t1, %1\n%3 = call g()\n"
                 "%4 = hold t1, %3\ndrop t1\n"));
}

/* One that is filled on one path only, and dropped where both meet. */
#define HALF(temp)                                                        \
    HEAD " block 0 -> 1, 2\nbegin 0\nbranch\n"                            \
         " block 1 -> 2\n%1 = call g()\n%2 = hold " temp ", %1\nuse %2\n" \
         "jump\n"                                                         \
         " block 2\ndrop " temp "\nend 0\nreturn\n"

static void conditional_temporaries(void **state) {
    accepts(state, HALF("t1"));
    refuses(state, "'s' is dropped, but may be empty", HALF("s"));
}

/* ---- borrowed values ----------------------------------------------------- */

static void steady_variables_keep(void **state) {
    accepts(state, FULL("%1 = load p\ncall g(%1)\nuse %1\n"));
    accepts(state, FULL_N("%1 = load n\ncall g(%1)\nuse %1\n"));
    refuses(state, "%1 is used, but nothing keeps it since 'store'",
            FULL_N("%1 = load n\n%2 = call g()\nstore n, %2\nuse %1\n"));
    accepts(state, FULL_N("%1 = load n\n%2 = call g()\nstore @g, %2\n"
                          "use %1\n"));
    refuses(state, "%2 is used, but nothing keeps it since 'drop'",
            HEAD " block 0\ndeclare n\nbegin 2\n%1 = call g()\n"
                 "init n, %1\n%2 = load n\nend 2\ndrop n\nleave n\n"
                 "return use %2 in 2\n");
}

static void escaping_variables_do_not_keep(void **state) {
    refuses(state, "nothing keeps %1 while 'g' runs",
            BODY("declare e\nbegin 0\n%1 = load e\ncall g(%1)\nend 0\n"
                 "drop e\nleave e\n"));
    accepts(state, BODY("declare e\nbegin 0\n%1 = load e\n"
                        "call g(%1) quiet\nend 0\ndrop e\nleave e\n"));
    refuses(state, "%1 is used, but nothing keeps it since 'call' of g",
            BODY("declare e\nbegin 0\n%1 = load e\ncall g()\nuse %1\nend 0\n"
                 "drop e\nleave e\n"));
}

static void memory_does_not_keep(void **state) {
    static const char *const places[] = {"@g",   "%9->next", "[%9].*",
                                         "[].*", "a.[]",     "u:unowned"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *text = arena_printf(
            *state,
            HEAD " block 0\ndeclare u\ndeclare a\nbegin 0\n%%9 = load p\n"
                 "%%1 = load %s\ncall g()\nuse %%1\nend 0\n"
                 "drop a\nleave a\nleave u\nreturn\n",
            places[i]);
        refuses(state, "%1 is used, but nothing keeps it", text);
    }
    accepts(state, FULL("%1 = load @g\nuse %1\n"));
    refuses(state, "nothing keeps %1 while 'c' runs",
            FULL("%1 = load @g\ncall c(%1)\n"));
    accepts(state, FULL("%1 = load @g\n%2 = retain %1\n%3 = hold t1, %2\n"
                        "call c(%3)\ndrop t1\n"));
}

static void retains_come_in_time(void **state) {
    refuses(state, "%1 is used, but nothing keeps it since 'call' of c",
            FULL("%1 = load @g\ncall c()\n%2 = retain %1\nstore @h, %2\n"));
    accepts(state, FULL("%1 = load @g\n%2 = retain %1\ncall c()\n"
                        "store @h, %2\n"));
    refuses(state, "%2 is used, but nothing keeps it since 'store'",
            FULL_N("%1 = load n\n%2 = load %1->next\n%3 = null\n"
                   "store n, %3\n%4 = retain %2\nstore n, %4\n"));
    /* p = p->next */
    accepts(state, FULL_N("%1 = load n\n%2 = load %1->next\n%3 = retain %2\n"
                          "store n, %3\n"));
}

static void derived_values_need_their_object(void **state) {
    refuses(state, "%2 is used, but nothing keeps it since 'release'",
            FULL("%1 = load @g\n%2 = raw %1\n%3 = call c() quiet\n"
                 "release %3\nuse %2\n"));
    refuses(state, "nothing keeps %2 while 'puts' runs",
            FULL("%1 = load @g\n%2 = raw %1\ncall puts(%2)\n"));
    accepts(state, FULL("%1 = load p\n%2 = raw %1\ncall puts(%2)\n"));
    accepts(state, FULL("%1 = load p\n%2 = address %1->next, %1\n"
                        "call fill(%2)\n"));
    refuses(state, "nothing keeps %2 while 'fill' runs",
            FULL("%1 = load @g\n%2 = address %1->next, %1\n"
                 "call fill(%2)\n"));
    refuses(state, "%2 is used, but nothing keeps it since 'call' of give",
            FULL("%1 = call g()\n%2 = raw %1\ncall give(take %1) quiet\n"
                 "use %2\n"));
    accepts(state, FULL("%1 = call g()\n%2 = hold t1, %1\n%3 = raw %2\n"
                        "call puts(%3)\ndrop t1\n"));
}

static void places_need_their_object(void **state) {
    refuses(state, "%1 is used, but nothing keeps it since 'call' of c",
            FULL("%1 = load @g\n%2 = call c()\nstore %1->next, %2\n"));
    accepts(state, FULL("%1 = load p\n%2 = call c()\nstore %1->next, %2\n"));
    /* The store itself may free the object: it is done with it then. */
    accepts(state, FULL("%1 = load @g\n%2 = null\nstore %1->next, %2\n"));
    refuses(state, "%1 is used, but nothing keeps it since 'store'",
            FULL("%1 = load @g\n%2 = null\nstore %1->next, %2\n"
                 "%3 = load %1->next\nuse %3\n"));
}

static void stored_values_are_borrowed_from_there(void **state) {
    accepts(state, FULL_N("%1 = call g()\nstore n, %1\nuse %1\n"));
    accepts(state, FULL_N("%1 = call g()\nstore n, %1\n%2 = retain %1\n"
                          "store @g, %2\n"));
    refuses(state, "%1 is used after it was given away",
            FULL("%1 = call g()\nstore @g, %1\n%2 = retain %1\n"
                 "store @h, %2\n"));
    refuses(state, "%1 is used, but nothing keeps it since 'store'",
            FULL_N("%1 = call g()\nstore n, %1\n%2 = null\nstore n, %2\n"
                   "use %1\n"));
}

static void lent_results_are_retained_at_once(void **state) {
    accepts(state, FULL("%1 = call peek() borrowed\n%2 = retain %1\n"
                        "store @g, %2\n"));
    refuses(state, "%1 is used, but nothing keeps it",
            FULL("%1 = call peek() borrowed\ncall c()\n%2 = retain %1\n"
                 "store @g, %2\n"));
}

static void hazards_are_retained_at_once(void **state) {
    refuses(state, "%1 is used, but something unsequenced may release it",
            FULL("%1 = load @g hazard\nuse %1\n"));
    accepts(state, FULL("%1 = load @g hazard\n%2 = retain %1\n"
                        "%3 = hold t1, %2\nuse %3\ndrop t1\n"));
    accepts(state, FULL("%1 = load @g hazard\n%2 = retain %1\n"
                        "%3 = retain %1\nstore @h, %2\nstore @h, %3\n"));
    refuses(state, "%1 is used, but something unsequenced may release it",
            FULL("%1 = load @g hazard\n%2 = load p\n%3 = retain %1\n"
                 "store @h, %3\n"));
    refuses(state, "%1 is used, but something unsequenced may release it",
            FULL("%1 = load @g hazard\n%2 = retain %1\n%3 = hold t1, %2\n"
                 "%4 = load %1->next\ndrop t1\n"));
    accepts(state, FULL("%1 = load p hazard\nuse %1\n"));
    accepts(state, FULL_N("%1 = load n hazard\nuse %1\n"));
    /* f((n = g()), n) */
    refuses(state, "%2 is used, but something unsequenced may release it",
            FULL_N("%1 = call g()\nstore n, %1\n%2 = load n hazard\n"
                   "use %2\n"));
}

static void loops_come_to_rest(void **state) {
    accepts(state, HEAD " block 0 -> 1\ndeclare n\nbegin 0\n%1 = load p\n"
                        "%2 = retain %1\ninit n, %2\nend 0\njump\n"
                        " block 1 -> 2, 3\nbegin 1\n%3 = load n\nuse %3\n"
                        "end 1\nbranch\n"
                        " block 2 -> 1\nbegin 1\n%4 = load n\n"
                        "%5 = load %4->next\n%6 = retain %5\nstore n, %6\n"
                        "end 1\njump\n"
                        " block 3\ndrop n\nleave n\nreturn\n");
    refuses(state, "'n' is declared while it is in scope",
            HEAD " block 0 -> 1\njump\n block 1 -> 1, 2\ndeclare n\nbranch\n"
                 " block 2\nleave n\nreturn\n");
}

static void paths_that_end_leak_nothing(void **state) {
    accepts(state, HEAD " block 0\ndeclare n\nbegin 0\n%1 = call g()\n"
                        "store n, %1\n%2 = call g()\nunreachable\n");
}

static void moves_empty_variables(void **state) {
    accepts(state, FULL_N("%1 = move n\ncall give(take %1)\n"));
    accepts(state, FULL_N("%1 = move n\nrelease %1\n%2 = call g()\n"
                          "init n, %2\n"));
    refuses(state, "nobody takes %1", FULL_N("%1 = move n\n"));
    refuses(state, "'e' is emptied, but others may read it",
            BODY("declare e\nbegin 0\n%1 = move e\nrelease %1\nend 0\n"
                 "drop e\nleave e\n"));
    refuses(state, "'p' is written, but owns nothing",
            FULL("%1 = move p\nrelease %1\n"));
    refuses(state, "%1 is used, but nothing keeps it since 'move'",
            FULL_N("%1 = load n\n%2 = move n\nuse %1\nstore @g, %2\n"));
    refuses(state, "'move' out of something that is no variable",
            FULL("%1 = move @g\nrelease %1\n"));
}

#define CONSUMER                                 \
    "func f placed\n"                            \
    " var 0 p param strong owned consumed\n"     \
    " full 0 statement\n"                        \
    " block 0\n"

static void consumed_parameters_are_full(void **state) {
    accepts(state, CONSUMER "drop p\nleave p\nreturn\n");
    accepts(state, CONSUMER "begin 0\n%1 = move p\nrelease %1\nend 0\n"
                            "leave p\nreturn\n");
    refuses(state, "'p' is left without a drop",
            CONSUMER "leave p\nreturn\n");
    refuses(state, "'p' is copied, but is ours already",
            CONSUMER "copy_param p\ndrop p\nleave p\nreturn\n");
}

/* A function that lends what its local holds: right if nothing dies in it. */
#define LENDER                       \
    "func f placed\n"                \
    " var 0 p param strong\n"        \
    " var 1 n local strong owned\n"  \
    " full 0 statement\n"            \
    " full 1 statement\n"            \
    " full 2 return\n"

static void quiet_functions_lend(void **state) {
    accepts(state,
            LENDER " block 0\nbegin 2\n%3 = load p\nend 2\n"
                 "return use %3 in 2\n");
    accepts(state, LENDER " block 0\ndeclare n\nbegin 0\n%1 = load p\n"
                        "%2 = retain %1\ninit n, %2\nend 0\nbegin 2\n"
                        "%3 = load n\nend 2\ndrop n\nleave n\n"
                        "return use %3 in 2\n");
    refuses(state, "%3 is used, but nothing keeps it since 'drop'",
            LENDER " block 0\ndeclare n\nbegin 0\n%2 = call g()\n"
                 "init n, %2\nend 0\nbegin 2\n%3 = load n\nend 2\n"
                 "drop n\nleave n\nreturn use %3 in 2\n");
    refuses(state, "%3 is used, but nothing keeps it since 'drop'",
            LENDER " block 0\ndeclare n\nbegin 0\n%1 = load p\n"
                 "%2 = retain %1\ninit n, %2\ncall h()\nend 0\nbegin 2\n"
                 "%3 = load n\nend 2\ndrop n\nleave n\n"
                 "return use %3 in 2\n");
    refuses(state, "%3 is used, but nothing keeps it since 'drop'",
            LENDER " block 0\ndeclare n\nbegin 0\n%1 = load p\n"
                 "%2 = retain %1\n%4 = load p\n%5 = retain %4\n"
                 "init n, %2\nstore @g, %5\nend 0\nbegin 2\n%3 = load n\n"
                 "end 2\ndrop n\nleave n\nreturn use %3 in 2\n");
}

/* Variables that own nothing: good where nothing dies. */
#define POINTER                    \
    "func f placed\n"              \
    " var 0 p param strong\n"      \
    " var 1 n local strong\n"      \
    " var 2 m local strong owned\n" \
    " full 0 statement\n"          \
    " full 1 return\n"             \
    " block 0\n"

static void quiet_functions_point(void **state) {
    accepts(state, POINTER "declare n\nbegin 0\n%1 = load p\npoint n, %1\n"
                           "end 0\nbegin 1\n%2 = load n\n%3 = retain %2\n"
                           "end 1\nleave n\nreturn %3 in 1\n");
    accepts(state, POINTER "begin 0\n%1 = load p\n%2 = load %1->next\n"
                           "point p, %2\nend 0\nreturn\n");
    accepts(state, POINTER "declare n\nbegin 0\n%1 = null\npoint n, %1\n"
                           "call g() quiet\nend 0\nleave n\nreturn\n");
    refuses(state, "'n' keeps nothing, and an object may die in 'f'",
            POINTER "declare n\nbegin 0\n%1 = load p\npoint n, %1\n"
                    "call g()\nend 0\nleave n\nreturn\n");
    refuses(state, "'n' keeps nothing, and an object may die in 'f'",
            POINTER "declare n\nbegin 0\n%1 = load @g\npoint n, %1\n"
                    "%2 = load p\n%3 = retain %2\nstore @g, %3\nend 0\n"
                    "leave n\nreturn\n");
    refuses(state, "'point' of what is no variable of that kind",
            POINTER "declare m\nbegin 0\n%1 = load p\npoint m, %1\n"
                    "end 0\ndrop m\nleave m\nreturn\n");
    refuses(state, "'point' of what is no variable of that kind",
            POINTER "begin 0\n%1 = load p\npoint @g, %1\nend 0\nreturn\n");
    refuses(state, "'c' is not dropped before 'return'",
            "func f placed\n var 0 c param strong consumed\n"
            " full 0 statement\n block 0\nbegin 0\n%1 = load c\n"
            "%2 = load %1->next\npoint c, %2\nend 0\nreturn\n");
    refuses(state, "'drop' of the variable 'n'",
            POINTER "declare n\nbegin 0\n%1 = load p\npoint n, %1\n"
                    "end 0\ndrop n\nleave n\nreturn\n");
}

/* ---- structs as values ---------------------------------------------------- */

/* A block in which the struct `a` holds something. */
#define FULL_A(text)                                                      \
    BODY("declare a\nbegin 1\n%90 = call g()\ninit a, %90\nend 1\n"      \
         "begin 0\n" text "end 0\ndrop a\nleave a\n")

static void structs_are_counted_as_a_whole(void **state) {
    accepts(state, FULL("%1 = call g()\n%2 = make pair(%1)\nrelease %2\n"));
    accepts(state, FULL("%1 = load @s:none\n%2 = retain %1\n"
                        "store @t:none, %2\n"));
    refuses(state, "nobody takes %2",
            FULL("%1 = call g()\n%2 = make pair(%1)\n"));
    refuses(state, "%1 is given away, but is not owned",
            FULL("%1 = load p\n%2 = make pair(%1)\nrelease %2\n"));
    refuses(state, "%1 is given away, but is not owned",
            FULL("%1 = load @s:none\nstore @t:none, %1\n"));
}

static void structs_in_variables_keep_what_was_read_from_them(void **state) {
    accepts(state, FULL_A("%1 = load a:none\ncall g(%1)\nuse %1\n"));
    refuses(state, "nothing keeps %1 while 'g' runs",
            FULL_A("%1 = load a.part\ncall g(%1)\n"));
    refuses(state, "%1 is used, but nothing keeps it since 'store'",
            FULL_A("%1 = load a:none\n%2 = null\nstore a.part, %2\n"
                   "use %1\n"));
    refuses(state, "%1 is used, but nothing keeps it since 'store_weak'",
            FULL_A("%1 = load a:none\n%2 = null\n"
                   "store_weak a.part, %2\nuse %1\n"));
    refuses(state, "nothing keeps %1 while 'g' runs",
            FULL("%1 = load @s:none\ncall g(%1)\n"));
}

static void members_live_as_long_as_their_struct(void **state) {
    accepts(state, FULL("%1 = call g()\n%2 = hold t1, %1\n"
                        "%3 = load [%2].left\nuse %3\ndrop t1\n"));
    refuses(state, "%3 is used, but nothing keeps it since 'store'",
            FULL("%1 = call g()\n%3 = load [%1].left\n"
                 "store @s:none, %1\nuse %3\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(structs_are_counted_as_a_whole),
        TEST_IN_ARENA(structs_in_variables_keep_what_was_read_from_them),
        TEST_IN_ARENA(members_live_as_long_as_their_struct),
        TEST_IN_ARENA(owned_values_are_taken_once),
        TEST_IN_ARENA(borrowed_values_are_retained_first),
        TEST_IN_ARENA(null_is_owned_and_borrowed),
        TEST_IN_ARENA(returns_give_owned_values),
        TEST_IN_ARENA(on_every_path),
        TEST_IN_ARENA(casts_pass_on),
        TEST_IN_ARENA(phis),
        TEST_IN_ARENA(locals_are_dropped),
        TEST_IN_ARENA(escaping_variables_may_be_filled_by_others),
        TEST_IN_ARENA(variables_are_filled_once),
        TEST_IN_ARENA(weak_variables),
        TEST_IN_ARENA(parameters_are_lent),
        TEST_IN_ARENA(temporaries),
        TEST_IN_ARENA(conditional_temporaries),
        TEST_IN_ARENA(steady_variables_keep),
        TEST_IN_ARENA(escaping_variables_do_not_keep),
        TEST_IN_ARENA(memory_does_not_keep),
        TEST_IN_ARENA(retains_come_in_time),
        TEST_IN_ARENA(derived_values_need_their_object),
        TEST_IN_ARENA(places_need_their_object),
        TEST_IN_ARENA(stored_values_are_borrowed_from_there),
        TEST_IN_ARENA(lent_results_are_retained_at_once),
        TEST_IN_ARENA(hazards_are_retained_at_once),
        TEST_IN_ARENA(loops_come_to_rest),
        TEST_IN_ARENA(paths_that_end_leak_nothing),
        TEST_IN_ARENA(moves_empty_variables),
        TEST_IN_ARENA(consumed_parameters_are_full),
        TEST_IN_ARENA(quiet_functions_lend),
        TEST_IN_ARENA(quiet_functions_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
