/* The arguments for libclang.
 *
 * Not all of the user's flags reach it: those that change neither the text
 * nor its types are left out, for clang refuses some that others accept. */
#include "source/view.h"

#include "source/depth.h"

#include <stdlib.h>
#include <string.h>

/* ---- the user's flags
 * -------------------------------------------------------- */

/* Flags with their value joined, or exact ones; by prefix. */
static const char *const kept_prefixes[] = {"-I",
                                            "-D",
                                            "-U",
                                            "-include",
                                            "-imacros",
                                            "-iquote",
                                            "-isystem",
                                            "-idirafter",
                                            "-iprefix",
                                            "-iwithprefix",
                                            "-isysroot",
                                            "--sysroot",
                                            "-nostdinc",
                                            "-std=",
                                            "-ansi",
                                            "-trigraphs",
                                            "-m32",
                                            "-m64",
                                            "-mx32",
                                            "-march=",
                                            "-mcpu=",
                                            "-mfpu=",
                                            "-mfloat-abi=",
                                            "-mabi=",
                                            "-msse",
                                            "-mavx",
                                            "-mfma",
                                            "-mbmi",
                                            "-mpopcnt",
                                            "-maes",
                                            "-mpclmul",
                                            "-fsigned-char",
                                            "-funsigned-char",
                                            "-fshort-enums",
                                            "-fno-short-enums",
                                            "-fshort-wchar",
                                            "-fno-short-wchar",
                                            "-ffreestanding",
                                            "-fhosted",
                                            "-fms-extensions",
                                            "-fopenmp",
                                            "-pthread",
                                            "-fPIC",
                                            "-fpic",
                                            "-fPIE",
                                            "-fpie",
                                            "-fgnu89-inline",
                                            "-fno-builtin",
                                            "-fno-asm",
                                            "-undef",
                                            "--target=",
                                            "-target"};

/* Flags whose value may be the next word. */
static const char *const with_value[] = {
    "-I",        "-D",        "-U",         "-include",          "-imacros",
    "-iquote",   "-isystem",  "-idirafter", "-iprefix",          "-iwithprefix",
    "-isysroot", "--sysroot", "-target",    "-iwithprefixbefore"};

static bool is_kept(const char *flag) {
    for (size_t i = 0; i < sizeof kept_prefixes / sizeof *kept_prefixes; i++)
        if (strncmp(flag, kept_prefixes[i], strlen(kept_prefixes[i])) == 0)
            return true;
    return false;
}

static bool takes_next(const char *flag) {
    for (size_t i = 0; i < sizeof with_value / sizeof *with_value; i++)
        if (strcmp(flag, with_value[i]) == 0)
            return true;
    return false;
}

static bool has_standard(const char *const *flags) {
    for (; *flags; flags++)
        if (strncmp(*flags, "-std=", 5) == 0 || strcmp(*flags, "-ansi") == 0)
            return true;
    return false;
}

static void add_flags(struct arena *arena, argument_list *list,
                      const char *const *flags) {
    for (; *flags; flags++) {
        bool kept = is_kept(*flags);
        if (kept)
            VEC_PUSH(arena, *list, *flags);
        if (kept && takes_next(*flags) && flags[1])
            VEC_PUSH(arena, *list, *++flags);
    }
}

/* ---- what the compiler says of itself
 * ------------------------------------------ */

/* The value of a predefined macro in the output of -dM; NULL if undefined. */
static const char *macro_value(struct arena *arena, const char *definitions,
                               const char *name) {
    const char *line = arena_printf(arena, "#define %s ", name);
    const char *at = strstr(definitions, line);
    if (!at)
        return NULL;
    at += strlen(line);
    return arena_strndup(arena, at, strcspn(at, "\r\n"));
}

static const char *definitions_of(struct source *source) {
    struct arena *arena = source->arena;
    if (source->definitions)
        return source->definitions;
    argument_list words = {0};
    for (const char *const *word = source->request.compiler; *word; word++)
        VEC_PUSH(arena, words, *word);
    for (const char *const *flag = source->request.flags; *flag; flag++)
        if (strncmp(*flag, "-std=", 5) == 0 || strcmp(*flag, "-ansi") == 0 ||
            strncmp(*flag, "-m", 2) == 0 || strncmp(*flag, "-f", 2) == 0 ||
            strncmp(*flag, "-O", 2) == 0)
            VEC_PUSH(arena, words, *flag);
    const char *const question[] = {"-dM", "-E", "-x", "c", "/dev/null", NULL};
    for (size_t i = 0; i < sizeof question / sizeof *question; i++)
        VEC_PUSH(arena, words, question[i]);
    struct output output = compiler_run(arena, words.at, NULL, 0);
    source->definitions = output.fine ? output.text : "";
    return source->definitions;
}

static const char *number_or_zero(const char *text) {
    return text ? text : "0";
}

/* The dialect that the compiler takes when none is asked for. */
static const char *standard_of(const char *version) {
    long number = version ? strtol(version, NULL, 10) : 0;
    if (number > 201710)
        return "-std=gnu23";
    if (number == 201710)
        return "-std=gnu17";
    if (number >= 201112)
        return "-std=gnu11";
    return number >= 199901 ? "-std=gnu99" : "-std=gnu89";
}

/* gcc, and what is neither: names of clang's own are not defined, those that
 * gcc knows are. */
static void disguise(struct arena *arena, argument_list *list,
                     const char *definitions) {
    static const char *const own[] = {
        "-U__clang__",         "-U__clang_major__",
        "-U__clang_minor__",   "-U__clang_patchlevel__",
        "-U__clang_version__", "-U__llvm__"};
    static const char *const of_gcc[] = {
        "-D_Float32=float",       "-D_Float64=double",
        "-D_Float32x=double",     "-D_Float64x=long double",
        "-D_Float128=__float128", "-D__malloc__(...)=",
        "-U_FORTIFY_SOURCE" /* its headers take builtins that clang lacks */};
    const char *gnu = macro_value(arena, definitions, "__GNUC__");
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        VEC_PUSH(arena, *list, own[i]);
    for (size_t i = 0; gnu && i < sizeof of_gcc / sizeof *of_gcc; i++)
        VEC_PUSH(arena, *list, of_gcc[i]);
    const char *tiny = macro_value(arena, definitions, "__TINYC__");
    const char *version = arena_printf(
        arena, "-fgnuc-version=%s.%s.%s", number_or_zero(gnu),
        number_or_zero(macro_value(arena, definitions, "__GNUC_MINOR__")),
        number_or_zero(macro_value(arena, definitions, "__GNUC_PATCHLEVEL__")));
    VEC_PUSH(arena, *list, gnu ? version : "-fgnuc-version=0");
    if (tiny)
        VEC_PUSH(arena, *list, arena_printf(arena, "-D__TINYC__=%s", tiny));
}

/* Another clang: its version. */
static void take_version(struct arena *arena, argument_list *list,
                         const char *definitions) {
    static const char *const names[] = {"__clang_major__", "__clang_minor__",
                                        "__clang_patchlevel__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = macro_value(arena, definitions, names[i]);
        VEC_PUSH(arena, *list, arena_printf(arena, "-U%s", names[i]));
        VEC_PUSH(
            arena, *list,
            arena_printf(arena, "-D%s=%s", names[i], number_or_zero(value)));
    }
}

static void add_identity(struct source *source, struct arena *arena,
                         argument_list *list) {
    const char *definitions = definitions_of(source);
    if (!*definitions)
        return;
    if (macro_value(arena, definitions, "__clang__"))
        take_version(arena, list, definitions);
    else
        disguise(arena, list, definitions);
    if (macro_value(arena, definitions, "__OPTIMIZE__"))
        VEC_PUSH(arena, *list, "-D__OPTIMIZE__=1");
    if (!has_standard(source->request.flags))
        VEC_PUSH(
            arena, *list,
            standard_of(macro_value(arena, definitions, "__STDC_VERSION__")));
}

/* ---- all
 * -------------------------------------------------------------------------- */

/* What gcc only warns of may be an error to clang; the compiler has the last
 * word on that, and we check conversions of references ourselves. */
static const char *const lenient[] = {
    "-w",
    "-Wno-error=implicit-function-declaration",
    "-Wno-error=implicit-int",
    "-Wno-error=int-conversion",
    "-Wno-error=incompatible-function-pointer-types",
    "-Wno-error=incompatible-pointer-types",
    "-Wno-error=return-type",
    "-ferror-limit=20",
    "-fno-spell-checking"};

/* Runs the compiler on a text as on the user's file; `how` ends with NULL. */
static struct output run_on(struct source *source, const char *text,
                            size_t length, const char *const *how) {
    const struct source_request *request = &source->request;
    struct arena *arena = source->arena;
    argument_list words = {0};
    bool tiny = macro_value(arena, definitions_of(source), "__TINYC__");
    for (const char *const *word = request->compiler; *word; word++)
        VEC_PUSH(arena, words, *word);
    VEC_PUSH(arena, words, tiny ? "-I" : "-iquote");
    VEC_PUSH(arena, words, source->folder);
    for (const char *const *flag = request->flags; *flag; flag++)
        VEC_PUSH(arena, words, *flag);
    if (request->tally_include) {
        VEC_PUSH(arena, words, tiny ? "-isystem" : "-idirafter");
        VEC_PUSH(arena, words, request->tally_include);
    }
    for (; *how; how++)
        VEC_PUSH(arena, words, *how);
    VEC_PUSH(arena, words, "-xc");
    /* As a file, for gcc looks for headers of "-" in the working folder first;
     * as "-", for tcc makes #line names relative to the folder of a file. */
    VEC_PUSH(arena, words, tiny ? "-" : "/dev/fd/0");
    VEC_PUSH(arena, words, NULL);
    return compiler_run(arena, words.at, text, length);
}

struct output view_preprocess(struct source *source, const char *text,
                              size_t length) {
    static const char *const how[] = {"-DTALLY__EXPANDING=1", "-E", NULL};
    return run_on(source, text, length, how);
}

bool view_compiles(struct source *source, const char *text, size_t length) {
    static const char *const how[] = {"-w", "-c", "-o", "/dev/null", NULL};
    return run_on(source, text, length, how).fine;
}

struct view view_arguments(struct source *source, struct arena *arena) {
    struct view view = {0};
    argument_list *list = &view.arguments;
    VEC_PUSH(arena, *list, "-xc");
    VEC_PUSH(arena, *list, "-DTALLY__TOOL=1");
    for (size_t i = 0; i < sizeof lenient / sizeof *lenient; i++)
        VEC_PUSH(arena, *list, lenient[i]);
    VEC_PUSH(arena, *list,
             arena_printf(arena, "-fbracket-depth=%d", DEPTH_MOST_NESTED));
    VEC_PUSH(arena, *list, arena_printf(arena, "-iquote%s", source->folder));
    add_flags(arena, list, source->request.flags);
    add_identity(source, arena, list);
    if (source->request.tally_include)
        VEC_PUSH(
            arena, *list,
            arena_printf(arena, "-idirafter%s", source->request.tally_include));
    return view;
}
