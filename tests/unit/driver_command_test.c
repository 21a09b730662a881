/* Reading compiler command lines (driver/command.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "driver/command.h"
#include "driver/compiler.h"
#include "driver/depfile.h"
#include "driver/path.h"
#include "driver/response.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

/* The words of `line`, read. */
static struct command *parse(const char *line) {
    string_list words = words_split(arena, line);
    return command_parse(words.at, words.count, false, arena);
}

/* The words of one role, with a blank between two. */
static const char *words(const struct command *command, enum word_role role) {
    const char *all = "";
    for (const char *const *word = command_words(command, role); *word; word++)
        all = arena_printf(arena, "%s%s%s", all, *all ? " " : "", *word);
    return all;
}

static void modes(void **state) {
    (void)state;
    assert_int_equal(parse("a.c")->mode, MODE_LINK);
    assert_int_equal(parse("-c a.c")->mode, MODE_COMPILE);
    assert_int_equal(parse("-S a.c")->mode, MODE_ASSEMBLE);
    assert_int_equal(parse("-E a.c")->mode, MODE_PREPROCESS);
    assert_int_equal(parse("-M a.c")->mode, MODE_DEPEND);
    assert_int_equal(parse("-fsyntax-only a.c")->mode, MODE_SYNTAX);
}

static void stronger_mode_wins(void **state) {
    (void)state;
    assert_int_equal(parse("-E -c a.c")->mode, MODE_PREPROCESS);
    assert_int_equal(parse("-c -E a.c")->mode, MODE_PREPROCESS);
    assert_int_equal(parse("-S -c a.c")->mode, MODE_ASSEMBLE);
    assert_int_equal(parse("-fsyntax-only -c a.c")->mode, MODE_SYNTAX);
}

static void inputs_and_kinds(void **state) {
    (void)state;
    struct command *command = parse("a.c b.o c.s d.i e.h f.cc g.a h.c.in");
    assert_int_equal(command->inputs.count, 8);
    assert_int_equal(command_sources(command), 1);
    assert_int_equal(command->inputs.at[0].kind, INPUT_C);
    assert_int_equal(command->inputs.at[3].kind, INPUT_OTHER);
}

static void language_overrules_suffix(void **state) {
    (void)state;
    struct command *command =
        parse("-x c a.txt -x none b.txt -xc++ c.c -x c d.i");
    assert_int_equal(command->inputs.at[0].kind, INPUT_C);
    assert_string_equal(command->inputs.at[0].language, "c");
    assert_int_equal(command->inputs.at[1].kind, INPUT_OTHER);
    assert_null(command->inputs.at[1].language);
    assert_int_equal(command->inputs.at[2].kind, INPUT_OTHER);
    assert_int_equal(command->inputs.at[3].kind, INPUT_C);
}

static void standard_input(void **state) {
    (void)state;
    struct command *command = parse("-E -");
    assert_int_equal(command->inputs.count, 1);
    assert_int_equal(command->inputs.at[0].kind, INPUT_C);
    command = parse("-x assembler -c -");
    assert_int_equal(command->inputs.at[0].kind, INPUT_OTHER);
}

static void cxx_compiler_has_no_c(void **state) {
    (void)state;
    const char *const args[] = {"-c", "a.c"};
    struct command *command = command_parse(args, 2, true, arena);
    assert_int_equal(command_sources(command), 0);
}

/* A value must not be taken for an input. */
static void second_words(void **state) {
    (void)state;
    struct command *command =
        parse("-o out.c -I inc.c -D X.c -include pre.c -MF dep.c -MT t.c "
              "-L lib.c -u sym.c -Xlinker x.c -Xclang y.c -isystem s.c "
              "-iquote q.c -idirafter r.c --param p.c -T script.c -z now.c "
              "-arch a.c -target t.c -aux-info x.c --sysroot r.c a.c");
    assert_int_equal(command->inputs.count, 1);
    assert_string_equal(command->inputs.at[0].file, "a.c");
    assert_string_equal(command->output, "out.c");
    assert_string_equal(command->sysroot, "r.c");
}

static void joined_values(void **state) {
    (void)state;
    struct command *command = parse("-oout -Iinc -DX=1 -isystemsys -xc a.foo");
    assert_string_equal(command->output, "out");
    assert_int_equal(command->include_folders.count, 2);
    assert_string_equal(command->include_folders.at[0], "inc");
    assert_string_equal(command->include_folders.at[1], "sys");
    assert_string_equal(words(command, ROLE_FRONT), "-Iinc -DX=1 -isystemsys");
    assert_int_equal(command_sources(command), 1);
}

static void missing_value_at_the_end(void **state) {
    (void)state;
    struct command *command = parse("a.c -o");
    assert_null(command->output);
    assert_int_equal(command->words.count, 2);
    command = parse("a.c -x");
    assert_int_equal(command_sources(command), 1);
}

static void roles(void **state) {
    (void)state;
    struct command *command =
        parse("-c -Wall -O2 -g -std=c11 -fPIC -m64 -MD -MFx.d -lm -Wl,-s "
              "-shared -o x.o a.c -pthread");
    assert_string_equal(words(command, ROLE_FRONT),
                        "-O2 -std=c11 -fPIC -m64 -pthread");
    assert_string_equal(words(command, ROLE_OTHER), "-Wall -g");
    assert_string_equal(words(command, ROLE_DEPEND), "-MD -MFx.d");
    assert_string_equal(words(command, ROLE_LINK), "-lm -Wl,-s -shared");
    assert_string_equal(words(command, ROLE_OUTPUT), "-o x.o");
    assert_string_equal(words(command, ROLE_MODE), "-c");
}

static void queries(void **state) {
    (void)state;
    static const char *const lines[] = {
        "--version",       "-dumpversion",
        "-dumpmachine",    "-print-prog-name=ld",
        "--print-sysroot", "-### a.c",
        "--help",          "--help=common",
        "-dumpspecs",      "-print-search-dirs"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_true(parse(lines[i])->query);
    assert_false(parse("-v -c a.c")->query);
    assert_false(parse("-dM -E a.c")->query);
}

static void what_is_linked(void **state) {
    (void)state;
    assert_true(parse("a.o -nostdlib")->no_libraries);
    assert_true(parse("a.o -r -o b.o")->no_libraries);
    assert_true(parse("a.o -shared")->is_shared);
    assert_true(parse("a.o -static")->is_static);
    assert_true(parse("a.o -ltally")->has_runtime);
    assert_true(parse("a.o -l tally")->has_runtime);
    assert_true(parse("a.o lib/libtally.a")->has_runtime);
    assert_false(parse("a.o -ltallyho")->has_runtime);
}

static void depfile_flags(void **state) {
    (void)state;
    struct command *command = parse("-MMD -MP -MF x.d -MT a -MQ b -c a.c");
    assert_true(command->depend.wanted);
    assert_true(command->depend.user_only);
    assert_true(command->depend.phony);
    assert_string_equal(command->depend.file, "x.d");
    assert_int_equal(command->depend.targets.count, 4);
    assert_string_equal(command->depend.targets.at[0], "-MT");
    assert_string_equal(command->depend.targets.at[3], "b");
}

static void depfile_flags_for_the_preprocessor(void **state) {
    (void)state;
    struct command *command = parse("-Wp,-MMD,d/.a.o.d,-DX=1,-UY -c a.c");
    assert_true(command->depend.wanted);
    assert_true(command->depend.from_wp);
    assert_string_equal(command->depend.file, "d/.a.o.d");
    assert_string_equal(words(command, ROLE_FRONT), "-Wp,-DX=1,-UY");
    assert_string_equal(words(command, ROLE_DEPEND), "");
}

/* gcc and clang were asked: see the names that they gave. */
static void depfile_names(void **state) {
    (void)state;
    struct {
        const char *line;
        enum compiler_family family;
        const char *name, *target;
    } table[] = {
        {"-MD -c b/f.c", COMPILER_GCC, "f.d", "f.o"},
        {"-MD -c b/f.c -o o/x.o", COMPILER_GCC, "o/x.d", "o/x.o"},
        {"-MMD b/f.c -o prog", COMPILER_GCC, "prog.d", "prog"},
        {"-MD b/f.c", COMPILER_GCC, "a-f.d", "f.o"},
        {"-MD b/f.c", COMPILER_CLANG, "f.d", "f.o"},
        {"-MD b/f.c -shared -o lq.so", COMPILER_GCC, "lq.d", "lq.so"},
        {"-Wp,-MD,.f.d -c b/f.c -o f2.o", COMPILER_GCC, ".f.d", "f.o"},
        {"-Wp,-MD,.f.d -c b/f.c -o f2.o", COMPILER_CLANG, ".f.d", "f2.o"},
        {"-MD -MF z.d -c b/f.c -o f2.o", COMPILER_GCC, "z.d", "f2.o"},
        {"-MD -S b/f.c", COMPILER_GCC, "f.d", "f.o"},
        {"-MD -E b/f.c -o q.i", COMPILER_GCC, "q.d", "f.o"},
        {"-MD -E b/f.c -o q.i", COMPILER_CLANG, "q.d", "q.i"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct command *command = parse(table[i].line);
        struct compiler compiler = {.family = table[i].family};
        const struct input *input = &command->inputs.at[0];
        assert_string_equal(depfile_name(command, &compiler, input),
                            table[i].name);
        assert_string_equal(depfile_target(command, &compiler, input),
                            table[i].target);
    }
}

static void doubts(void **state) {
    (void)state;
    static const char *const lines[] = {"-I- a.c",
                                        "-iprefix p -iwithprefix q a.c",
                                        "-include-pch x.pch a.c",
                                        "-Xclang -include -Xclang x.h a.c",
                                        "-Xpreprocessor -Ix a.c",
                                        "-Wp,-include,x.h a.c",
                                        "-I=inc a.c",
                                        "--config x.cfg a.c"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_true(parse(lines[i])->doubtful);
    assert_false(parse("-Iinc -isystem s -Wp,-DX -Xclang -x a.c")->doubtful);
}

static const char *response_file(const char *text) {
    char *path = arena_strdup(arena, "/tmp/tally-unit-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    return path;
}

static void response_files(void **state) {
    (void)state;
    const char *inner = response_file("-DIN='a b'\n");
    const char *outer = response_file(
        arena_printf(arena, "-c\t\"x y.c\"\n-DQ=\\\"q\\\" @%s ''", inner));
    const char *const args[] = {arena_printf(arena, "@%s", outer)};
    struct command *command = command_parse(args, 1, false, arena);
    unlink(inner);
    unlink(outer);
    assert_true(command->used_response);
    assert_string_equal(command->inputs.at[0].file, "x y.c");
    assert_string_equal(words(command, ROLE_FRONT), "-DQ=\"q\" -DIN=a b");
    assert_string_equal(command->inputs.at[1].file, "");
}

static void missing_response_file(void **state) {
    (void)state;
    struct command *command = parse("@/nonexistent/args -c a.c");
    assert_false(command->used_response);
    assert_string_equal(command->inputs.at[0].file, "@/nonexistent/args");
}

static void response_round_trip(void **state) {
    (void)state;
    const char *const given[] = {"a b", "\"q\"",  "\\", "",
                                 "x'y", "-DX=\n", NULL};
    const char *path = response_file(response_text(given, arena));
    string_list read = {0};
    assert_true(
        response_expand(arena_printf(arena, "@%s", path), arena, &read));
    unlink(path);
    assert_int_equal(read.count, 6);
    for (size_t i = 0; i < read.count; i++)
        assert_string_equal(read.at[i], given[i]);
}

static void paths(void **state) {
    (void)state;
    assert_string_equal(path_name("a/b.c"), "b.c");
    assert_string_equal(path_folder(arena, "a/b.c"), "a");
    assert_string_equal(path_folder(arena, "b.c"), ".");
    assert_string_equal(path_folder(arena, "/b.c"), "/");
    assert_string_equal(path_folder(arena, "a//b.c"), "a");
    assert_string_equal(path_with_suffix(arena, "a.b/c", ".o"), "a.b/c.o");
    assert_string_equal(path_with_suffix(arena, "x/c.tar.c", ".o"),
                        "x/c.tar.o");
    assert_string_equal(path_join(arena, "x", "/y"), "/y");
}

static struct compiler compiler_named(const char *line) {
    string_list list = words_split(arena, line);
    return compiler_of_words(list.at, list.count, arena);
}

static void compilers(void **state) {
    (void)state;
    assert_int_equal(compiler_named("gcc -c a.c").family, COMPILER_GCC);
    assert_int_equal(compiler_named("/opt/x/clang-19 a.c").family,
                     COMPILER_CLANG);
    assert_int_equal(compiler_named("tcc a.c").family, COMPILER_TCC);
    assert_int_equal(compiler_named("arm-none-eabi-gcc a.c").family,
                     COMPILER_GCC);
    assert_true(compiler_named("g++ a.c").cxx);
    assert_true(compiler_named("clang++-14 a.c").cxx);
    assert_false(compiler_named("gcc a.c").cxx);
}

static void launchers(void **state) {
    (void)state;
    struct compiler compiler = compiler_named("ccache distcc clang -c a.c");
    assert_int_equal(compiler.count, 3);
    assert_int_equal(compiler.family, COMPILER_CLANG);
    assert_null(compiler.words[3]);
    /* ccache as the compiler itself, by its options. */
    assert_int_equal(compiler_named("ccache -s").count, 1);
    assert_int_equal(compiler_named("ccache").count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(modes),
        cmocka_unit_test(stronger_mode_wins),
        cmocka_unit_test(inputs_and_kinds),
        cmocka_unit_test(language_overrules_suffix),
        cmocka_unit_test(standard_input),
        cmocka_unit_test(cxx_compiler_has_no_c),
        cmocka_unit_test(second_words),
        cmocka_unit_test(joined_values),
        cmocka_unit_test(missing_value_at_the_end),
        cmocka_unit_test(roles),
        cmocka_unit_test(queries),
        cmocka_unit_test(what_is_linked),
        cmocka_unit_test(depfile_flags),
        cmocka_unit_test(depfile_flags_for_the_preprocessor),
        cmocka_unit_test(depfile_names),
        cmocka_unit_test(doubts),
        cmocka_unit_test(response_files),
        cmocka_unit_test(missing_response_file),
        cmocka_unit_test(response_round_trip),
        cmocka_unit_test(paths),
        cmocka_unit_test(compilers),
        cmocka_unit_test(launchers),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
