/* tally.h compiles in every language, standard and mode that it claims,
 * without a warning, and the programs run. Compilers that are not installed
 * are passed over. */
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define INPUTS TALLY_SOURCE_DIR "/tests/unit/runtime_header/"
#define WARNINGS "-Wall -Wextra -Wpedantic -Werror"

static char folder[] = "/tmp/tally-header-XXXXXX";

static int run(const char *format, ...) {
    char command[4096];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof(command), format, arguments);
    va_end(arguments);
    return system(command);
}

/* The library is built for sanitizers, and so no use to plain programs. */
#if defined __SANITIZE_ADDRESS__
#define LIBRARY_IS_PLAIN 0
#elif defined __has_feature
#define LIBRARY_IS_PLAIN !__has_feature(address_sanitizer)
#else
#define LIBRARY_IS_PLAIN 1
#endif

static int is_installed(const char *compiler) {
    return run("command -v %s >/dev/null 2>&1", compiler) == 0;
}

/* Compiles and runs. `link` is what to link with. */
static void build(const char *compiler, const char *flags, const char *input,
                  const char *link) {
    if (!is_installed(compiler) || (*link && !LIBRARY_IS_PLAIN))
        return;
    if (run("%s %s -I" TALLY_SOURCE_DIR "/runtime/include " INPUTS
            "%s %s -o %s/program",
            compiler, flags, input, link, folder) != 0)
        fail_msg("%s %s does not compile %s", compiler, flags, input);
    if (run("TALLY_CHECK=2 %s/program", folder) != 0)
        fail_msg("%s of %s %s fails", input, compiler, flags);
}

static const char library[] = TALLY_BINARY_DIR "/lib/libtally.a -pthread";

static void test_c(void **state) {
    const char *const compilers[] = {"gcc", "clang"};
    const char *const standards[] = {"c11", "c17", "c2x", "gnu17"};
    (void)state;
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 4; k++) {
            char flags[256];
            snprintf(flags, sizeof(flags), "-std=%s " WARNINGS, standards[k]);
            build(compilers[i], flags, "erased.c", "");
        }
}

static void test_c_counted(void **state) {
    const char *const compilers[] = {"gcc", "clang"};
    const char *const standards[] = {"c11", "c17", "c2x"};
    const char *const modes[] = {"TALLY_MANUAL", "TALLY_REWRITTEN",
                                 "TALLY_REWRITTEN -DTALLY__COUNT_OPS"};
    (void)state;
    for (int i = 0; i < 18; i++) {
        char flags[256];
        snprintf(flags, sizeof(flags), "-std=%s -D%s " WARNINGS,
                 standards[i / 2 % 3], modes[i / 6]);
        build(compilers[i % 2], flags, "counted.c", library);
    }
}

static void test_cpp(void **state) {
    const char *const compilers[] = {"g++", "clang++"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        build(compilers[i], "-std=c++17 " WARNINGS, "erased.cpp", "");
        build(compilers[i], "-std=c++17 -DTALLY_MANUAL " WARNINGS,
              "counted.cpp", library);
    }
}

/* tcc's linker knows no thread-local data in archives. */
static const char shared_library[] = TALLY_BINARY_DIR
    "/lib/libtally.so -Wl,-rpath," TALLY_BINARY_DIR "/lib";

static void test_tcc(void **state) {
    (void)state;
    build("tcc", "-Wall -Werror", "erased.c", "");
    build("tcc", "-Wall -Werror -DTALLY_REWRITTEN", "counted.c",
          shared_library);
    build("tcc", "-Wall -Werror -DTALLY_MANUAL", "counted.c", shared_library);
}

static void test_what_the_tool_parses(void **state) {
    (void)state;
    if (is_installed("clang"))
        assert_int_equal(run("clang -std=c11 -fsyntax-only -DTALLY__TOOL=1 -w "
                             "-I" TALLY_SOURCE_DIR "/runtime/include " INPUTS
                             "erased.c"),
                         0);
}

static void test_expanding_leaves_annotations(void **state) {
    (void)state;
    assert_int_equal(run("gcc -E -DTALLY__EXPANDING -I" TALLY_SOURCE_DIR
                         "/runtime/include " INPUTS "erased.c | grep -q "
                         "'Node \\*one = tally_new(Node, .value = 3'"),
                     0);
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    return run("rm -r %s", folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_c),
        cmocka_unit_test(test_c_counted),
        cmocka_unit_test(test_cpp),
        cmocka_unit_test(test_tcc),
        cmocka_unit_test(test_what_the_tool_parses),
        cmocka_unit_test(test_expanding_leaves_annotations),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
