/* Diagnostics: order, severities, the printed form. */
#include "base/diag.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct diags *diags;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_new();
    fixture->diags = diags_new(fixture->arena);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

/* What is printed; the caller frees it. */
static char *printed(const struct diags *diags) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    report_text(diags, false, out);
    fclose(out);
    return text;
}

static void assert_prints(const struct diags *diags, const char *expected) {
    char *text = printed(diags);
    assert_string_equal(text, expected);
    free(text);
}

static void starts_empty(void **state) {
    struct fixture *fixture = *state;
    assert_int_equal(diags_count(fixture->diags), 0);
    assert_int_equal(diags_errors(fixture->diags), 0);
    assert_prints(fixture->diags, "");
}

static void prints_as_compilers_do(void **state) {
    struct fixture *fixture = *state;
    struct place_in_text at = {"list.c", 12, 9, 0};
    diag_report(fixture->diags, TLY_PLACE_NOT_REFERENCE, at,
                "put it behind the '*'", "'%s' on an int", "tally_weak");
    assert_prints(fixture->diags,
                  "list.c:12:9: error: 'tally_weak' on an int [TLY0004]\n"
                  "list.c:12:9: note: put it behind the '*'\n");
}

static void prints_places_as_far_as_known(void **state) {
    struct fixture *fixture = *state;
    struct place_in_text nowhere = {0}, file = {"a.c", 0, 0, 0},
                         line = {"a.c", 3, 0, 0};
    diag_report(fixture->diags, TLY_PARSE, nowhere, NULL, "one");
    diag_report(fixture->diags, TLY_PARSE, file, NULL, "two");
    diag_report(fixture->diags, TLY_PARSE, line, NULL, "three");
    assert_prints(fixture->diags, "tally: error: one [TLY0001]\n"
                                  "a.c: error: two [TLY0001]\n"
                                  "a.c:3: error: three [TLY0001]\n");
}

static void counts_only_errors(void **state) {
    struct fixture *fixture = *state;
    struct place_in_text at = {"a.c", 1, 1, 0};
    diag_report(fixture->diags, TLY_DERIVED_ESCAPES, at, NULL, "a warning");
    assert_int_equal(diags_errors(fixture->diags), 0);
    diag_report(fixture->diags, TLY_UNION, at, NULL, "an error");
    assert_int_equal(diags_errors(fixture->diags), 1);
    assert_int_equal(diags_count(fixture->diags), 2);
    assert_int_equal(diags_at(fixture->diags, 0)->severity, SEVERITY_WARNING);
    assert_int_equal(diags_at(fixture->diags, 1)->code, TLY_UNION);
}

static void keeps_copies_of_its_texts(void **state) {
    struct fixture *fixture = *state;
    char file[] = "a.c", mend[] = "do this", what[] = "that";
    diag_report(fixture->diags, TLY_UNION, (struct place_in_text){file, 1, 1, 0},
                mend, "%s", what);
    memset(file, 'x', strlen(file));
    memset(mend, 'x', strlen(mend));
    memset(what, 'x', strlen(what));
    assert_prints(fixture->diags, "a.c:1:1: error: that [TLY0011]\n"
                                  "a.c:1:1: note: do this\n");
}

static void names_codes(void **state) {
    char buffer[8];
    (void)state;
    assert_string_equal(diag_code_name(TLY_PARSE, buffer), "TLY0001");
    assert_string_equal(diag_code_name(TLY_CHECKER, buffer), "TLY0023");
}

static void codes_are_unique(void **state) {
    static const int codes[] = {
#define TLY(code, name, severity, title, remark, example) code,
#include "base/diag.def"
#undef TLY
    };
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(codes[i], codes[j]);
}

static void bug_exits_with_70(void **state) {
    (void)state;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        BUG("on purpose: %d", 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 70);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(starts_empty),
        CASE(prints_as_compilers_do),
        CASE(prints_places_as_far_as_known),
        CASE(counts_only_errors),
        CASE(keeps_copies_of_its_texts),
        cmocka_unit_test(names_codes),
        cmocka_unit_test(codes_are_unique),
        cmocka_unit_test(bug_exits_with_70),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
