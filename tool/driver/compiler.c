/* The real compiler. */
#include "driver/compiler.h"

#include "driver/path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Set for every compiler that we start. */
#define MARK "TALLY__COMPILING"

static bool is_launcher(const char *word) {
    static const char *const names[] = {"ccache", "sccache", "distcc",
                                        "icecc",  "gomacc",  "buildcache"};
    const char *name = path_name(word);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i]))
            return true;
    return false;
}

/* The file that a word stands for: found in PATH if it has no slash. With
 * `not` given, entries that are that file are passed over. NULL: none. */
static const char *find_program(const char *word, const struct stat * not,
                                struct arena *arena) {
    struct stat status;
    if (strchr(word, '/'))
        return word;
    const char *list = getenv("PATH");
    if (!list)
        list = "/usr/local/bin:/usr/bin:/bin";
    for (;; list++) {
        size_t length = strcspn(list, ":");
        const char *folder = length ? arena_strndup(arena, list, length) : ".";
        const char *path = path_join(arena, folder, word);
        if (stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
            access(path, X_OK) == 0 &&
            !(not &&not ->st_ino == status.st_ino &&
              not ->st_dev == status.st_dev))
            return path;
        list += length;
        if (!*list)
            return NULL;
    }
}

/* The name behind all links: "cc" → "x86_64-linux-gnu-gcc-12". */
static const char *real_name(const char *word, struct arena *arena) {
    const char *path = find_program(word, NULL, arena);
    char *real = path ? realpath(path, NULL) : NULL;
    if (!real)
        return path_name(word);
    const char *name = path_name(arena_strdup(arena, real));
    free(real);
    return is_launcher(name) ? path_name(word) : name;
}

static enum compiler_family family_of(const char *name) {
    if (strstr(name, "clang"))
        return COMPILER_CLANG;
    if (strstr(name, "tcc"))
        return COMPILER_TCC;
    return COMPILER_GCC;
}

static bool has_name_of_cxx(const char *word) {
    const char *name = path_name(word);
    return strstr(name, "++") != NULL;
}

struct compiler compiler_of_words(const char *const *words, size_t count,
                                  struct arena *arena) {
    string_list list = {0};
    size_t launchers = 0;
    while (launchers + 1 < count && is_launcher(words[launchers]) &&
           words[launchers + 1][0] != '-')
        launchers++;
    for (size_t i = 0; i <= launchers; i++)
        VEC_PUSH(arena, list, words[i]);
    const char *last = words[launchers];
    const char *name = path_name(last);
    bool telling =
        strstr(name, "clang") || strstr(name, "gcc") || strstr(name, "tcc");
    struct compiler compiler = {
        .count = list.count,
        .family = family_of(telling ? name : real_name(last, arena)),
        .cxx = has_name_of_cxx(last),
    };
    compiler.words = words_end(arena, &list);
    return compiler;
}

struct compiler compiler_of_environment(struct arena *arena) {
    const char *text = getenv("TALLY_CC");
    string_list list = words_split(arena, text ? text : "");
    if (!list.count)
        VEC_PUSH(arena, list, "cc");
    struct compiler compiler = compiler_of_words(list.at, list.count, arena);
    /* Flags in TALLY_CC ("gcc -m32") are part of how it is called. */
    compiler.count = list.count;
    compiler.words = words_end(arena, &list);
    return compiler;
}

bool compiler_is_another(struct compiler *compiler, struct arena *arena) {
    struct stat ourselves, status;
    if (getenv(MARK))
        return false;
    if (stat("/proc/self/exe", &ourselves) != 0)
        return true;
    const char *first = find_program(compiler->words[0], NULL, arena);
    if (!first || stat(first, &status) != 0 ||
        status.st_ino != ourselves.st_ino || status.st_dev != ourselves.st_dev)
        return true;
    const char *other = find_program(compiler->words[0], &ourselves, arena);
    if (!other || other == compiler->words[0])
        return false;
    string_list list = {0};
    VEC_PUSH(arena, list, other);
    words_append(arena, &list, compiler->words + 1);
    compiler->words = words_end(arena, &list);
    compiler->family = family_of(real_name(other, arena));
    return true;
}

void compiler_mark_environment(void) {
    setenv(MARK, "1", 1);
}

const char *compiler_include_after(const struct compiler *compiler) {
    return compiler->family == COMPILER_TCC ? "-isystem" : "-idirafter";
}
