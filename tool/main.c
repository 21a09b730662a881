/* tally: automatic reference counting for C.
 *
 * This program only finds out what it is asked for; driver/ does it. As
 * tally-cc it is a compiler, as tally it is told by its first word. */
#include "base/arena.h"
#include "driver/batch.h"
#include "driver/compiler.h"
#include "driver/launch.h"
#include "driver/path.h"
#include "driver/words.h"
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_USAGE = 2 };

/* An error that the reader can mend by reading the help. */
static int usage(enum form form) {
    options_help(form, stderr);
    return CODE_USAGE;
}

/* Options for every compilation of a build; the command line comes later, so
 * it wins. */
static bool read_environment(struct options *options, struct arena *arena) {
    const char *text = getenv("TALLY_OPTIONS");
    string_list rest = {0}, list = words_split(arena, text ? text : "");
    if (!options_parse(FORM_CC, list.at, list.count, arena, options, &rest))
        return false;
    if (!rest.count)
        return true;
    fprintf(stderr, "tally: error: '%s' in TALLY_OPTIONS is no option\n",
            rest.at[0]);
    return false;
}

/* tally-cc ARGS... */
static int be_compiler(const char *const *args, size_t count,
                       struct arena *arena) {
    struct options options = {.pipeline.stop_after = STAGE_TEXT};
    struct compiler compiler = compiler_of_environment(arena);
    if (!read_environment(&options, arena))
        return CODE_USAGE;
    if (count && !strcmp(args[0], "--show")) {
        launch_show(compiler, arena);
        return 0;
    }
    return launch(compiler, args, count, &options, arena);
}

/* tally cc [OPTIONS] -- COMPILER ARGS... */
static int form_cc(const char *const *args, size_t count, struct arena *arena) {
    struct options options = {.pipeline.stop_after = STAGE_TEXT};
    string_list rest = {0};
    if (!read_environment(&options, arena) ||
        !options_parse(FORM_CC, args, count, arena, &options, &rest))
        return CODE_USAGE;
    if (options.help) {
        options_help(FORM_CC, stdout);
        return 0;
    }
    if (options.show && !rest.count) {
        launch_show(compiler_of_environment(arena), arena);
        return 0;
    }
    if (!rest.count)
        return usage(FORM_CC);
    struct compiler compiler = compiler_of_words(rest.at, rest.count, arena);
    size_t taken = compiler.count;
    if (options.show) {
        launch_show(compiler, arena);
        return 0;
    }
    return launch(compiler, rest.at + taken, rest.count - taken, &options,
                  arena);
}

/* tally rewrite|check FILE... [OPTIONS] [-- FLAGS] */
static int form_batch(enum form form, const char *const *args, size_t count,
                      struct arena *arena) {
    struct options options = {.pipeline.stop_after = STAGE_TEXT};
    string_list files = {0}, flags = {0};
    size_t own = 0;
    while (own < count && strcmp(args[own], "--") != 0)
        own++;
    for (size_t i = own + 1; i < count; i++)
        VEC_PUSH(arena, flags, args[i]);
    if (!options_parse(form, args, own, arena, &options, &files))
        return CODE_USAGE;
    if (options.help) {
        options_help(form, stdout);
        return 0;
    }
    return batch(form, &files, &flags, &options, arena);
}

/* tally [OPTIONS], without a word that says what to do. */
static int form_tally(const char *const *args, size_t count,
                      struct arena *arena) {
    struct options options = {0};
    string_list rest = {0};
    if (!options_parse(FORM_TALLY, args, count, arena, &options, &rest))
        return CODE_USAGE;
    if (rest.count) {
        fprintf(stderr, "tally: error: '%s' is nothing that tally can do\n",
                rest.at[0]);
        return usage(FORM_TALLY);
    }
    if (options.help)
        options_help(FORM_TALLY, stdout);
    else if (options.version)
        printf("tally %s\n", TALLY_VERSION);
    else if (options.show)
        launch_show(compiler_of_environment(arena), arena);
    else
        return usage(FORM_TALLY);
    return 0;
}

static int act(const char *const *args, size_t count, struct arena *arena) {
    const char *word = count ? args[0] : "";
    if (!strcmp(word, "cc"))
        return form_cc(args + 1, count - 1, arena);
    if (!strcmp(word, "rewrite"))
        return form_batch(FORM_REWRITE, args + 1, count - 1, arena);
    if (!strcmp(word, "check"))
        return form_batch(FORM_CHECK, args + 1, count - 1, arena);
    return form_tally(args, count, arena);
}

/* Output that could not be written must not look like success. */
static int close_output(int code) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    perror("tally: error: standard output");
    return code ? code : CODE_USAGE;
}

int main(int argc, char **argv) {
    struct arena *arena = arena_new();
    const char *const *args = (const char *const *)argv + (argc > 0);
    size_t count = argc > 0 ? (size_t)argc - 1 : 0;
    const char *name = argc > 0 ? path_name(argv[0]) : "tally";
    int code = !strcmp(name, "tally-cc") ? be_compiler(args, count, arena)
                                         : act(args, count, arena);
    code = close_output(code);
    arena_free(arena);
    return code;
}
