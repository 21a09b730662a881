/* A compiler's command line, read.
 *
 * Terms. A *word* is one argument after response files were expanded; its
 * *role* says to which other command lines of the same compilation it belongs
 * (that of a depfile, that of a link alone). An *input* is a word that names
 * a file, or '-', to be compiled or linked.
 *
 * Reading never fails: what is not understood is passed on as it is, and the
 * compiler complains about it. */
#ifndef TALLY_DRIVER_COMMAND_H
#define TALLY_DRIVER_COMMAND_H

#include "base/arena.h"
#include "base/vec.h"
#include "driver/words.h"

#include <stdbool.h>
#include <stddef.h>

/* What the compiler was asked to make of its inputs. */
enum command_mode {
    MODE_LINK,       /* nothing said: a program or a shared library */
    MODE_COMPILE,    /* -c */
    MODE_ASSEMBLE,   /* -S */
    MODE_PREPROCESS, /* -E */
    MODE_SYNTAX,     /* -fsyntax-only, --analyze */
    MODE_DEPEND      /* -M, -MM */
};

enum word_role {
    ROLE_FRONT, /* changes how the text reads: -I -D -std= -m -f -O */
    ROLE_INPUT,
    ROLE_OUTPUT,   /* -o and its file */
    ROLE_MODE,     /* -c -S -E -fsyntax-only -M */
    ROLE_LANGUAGE, /* -x */
    ROLE_DEPEND,   /* -MD and what goes with it */
    ROLE_LINK,     /* of interest to the linker alone */
    ROLE_OTHER     /* -W -g and the rest */
};

struct word {
    const char *text;
    enum word_role role;
    size_t input; /* ROLE_INPUT: index in command.inputs */
};

enum input_kind {
    INPUT_C,    /* C that is not preprocessed yet: the only kind of interest */
    INPUT_OTHER /* other languages, .i, headers, objects, libraries */
};

struct input {
    const char *file;     /* as written; "-" is the standard input */
    const char *language; /* of the -x in force; NULL: by the suffix */
    enum input_kind kind;
};

/* A depfile that the compiler is to write beside its real work. */
struct depend {
    bool wanted;         /* -MD or -MMD */
    bool user_only;      /* -MMD: without system headers */
    bool phony;          /* -MP */
    bool from_wp;        /* -Wp,-MD,FILE, which names its target differently */
    const char *file;    /* -MF; NULL: named after the output */
    string_list targets; /* "-MT", "name", "-MQ", "name" ... as given */
};

struct command {
    struct arena *arena;
    VEC(struct word) words;
    VEC(struct input) inputs;
    enum command_mode mode;
    bool query;         /* --version, -###, ...: none of our business */
    bool used_response; /* an @file was expanded */
    bool doubtful;      /* an option changes where headers come from, and we
                         * do not follow it */
    bool no_libraries;  /* -nostdlib, -r and kin */
    bool is_shared, is_static;
    bool has_runtime;     /* the runtime was given by hand */
    const char *output;   /* -o; NULL */
    const char *language; /* of the -x in force at the end; NULL: by suffix */
    struct depend depend;
    /* Folders and files as `scan` wants them, in order. */
    string_list quote_folders;   /* -iquote */
    string_list include_folders; /* -I, -isystem, -idirafter */
    string_list forced;          /* -include, -imacros */
    const char *sysroot;         /* NULL: none */
};

/* Reads the arguments of a compiler, without the compiler itself.
 * `cxx`: it is a C++ compiler, which takes .c files for C++. */
struct command *command_parse(const char *const *args, size_t count, bool cxx,
                              struct arena *arena);

/* The words of one role, NULL-terminated. */
const char *const *command_words(const struct command *command,
                                 enum word_role role);
/* How many inputs are INPUT_C. */
size_t command_sources(const struct command *command);

#endif
