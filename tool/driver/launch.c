/* The compile forms.
 *
 * Terms. A *source* is an input in C. It is *foreign* if tally has nothing to
 * do with it, *unedited* if it is ours but right as it stands, and *rewritten*
 * if a temporary text is compiled in its place. */
#include "driver/launch.h"

#include "driver/command.h"
#include "driver/depfile.h"
#include "driver/file.h"
#include "driver/front.h"
#include "driver/locate.h"
#include "driver/path.h"
#include "driver/process.h"
#include "driver/response.h"
#include "driver/runtime.h"
#include "driver/scan.h"
#include "driver/shadow.h"
#include "driver/temporary.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define COUNTED_FLAG "-DTALLY_REWRITTEN=1"

/* Where Linux lets the standard input be opened again, from its beginning. */
#define STDIN_PATH "/dev/stdin"

struct source {
    const struct input *input;
    const char *file; /* to read it from; not "-" */
    enum scan_verdict verdict;
    struct job_result result;
    const char *text;   /* the temporary file, if it is rewritten; or NULL */
    const char *object; /* made before linking, where that is a step of its
                         * own; or NULL */
};

struct launch {
    struct arena *arena;
    const struct options *options;
    struct compiler compiler;
    struct command *command;
    const char *const *args; /* as they came */
    size_t arg_count;
    const char *tally_include; /* NULL: not found */
    const char *folder;        /* of temporaries; NULL: none yet */
    bool kept_stdin;           /* it is a file now, see keep_stdin */
    VEC(struct source) sources;
};

static bool is_stdin(const struct input *input) {
    return !strcmp(input->file, "-");
}

/* ---- running ------------------------------------------------------------ */

/* Every program that is run reads the kept standard input from the start. */
static void rewind_stdin(const struct launch *launch) {
    if (launch->kept_stdin)
        lseek(STDIN_FILENO, 0, SEEK_SET);
}

static int run(struct launch *launch, const char *const *words,
               const char *stdin_file) {
    if (launch->options->dry_run) {
        words_print(words, stdout);
        return 0;
    }
    rewind_stdin(launch);
    return process_exit_code(process_run(words, stdin_file));
}

/* Becomes the compiler, with the arguments as they came and `extra`. */
static int pass_on(struct launch *launch, const char *const *extra) {
    string_list words = {0};
    words_append(launch->arena, &words, launch->compiler.words);
    for (size_t i = 0; i < launch->arg_count; i++)
        VEC_PUSH(launch->arena, words, launch->args[i]);
    words_append(launch->arena, &words, extra);
    words_append(launch->arena, &words,
                 runtime_words(launch->command, &launch->compiler));
    const char *const *all = words_end(launch->arena, &words);
    if (launch->options->dry_run)
        return run(launch, all, NULL);
    rewind_stdin(launch);
    process_exec(all);
    return 1;
}

/* ---- looking at sources ------------------------------------------------- */

/* The standard input can be read once only, but we look at it before the
 * compiler does: it becomes a file that has no name. */
static bool keep_stdin(struct launch *launch, struct file_text *text) {
    FILE *copy = NULL;
    bool done = file_read_open(STDIN_FILENO, launch->arena, text) &&
                (copy = tmpfile()) != NULL &&
                file_write_open(fileno(copy), text->bytes, text->length) &&
                lseek(fileno(copy), 0, SEEK_SET) == 0 &&
                dup2(fileno(copy), STDIN_FILENO) == STDIN_FILENO;
    if (!done)
        fprintf(stderr, "tally: error: cannot keep the standard input: %s\n",
                strerror(errno));
    if (copy)
        fclose(copy);
    launch->kept_stdin = done;
    return done;
}

static bool look_at(struct launch *launch, struct source *source) {
    struct file_text text = {0};
    const struct scan_search search =
        shadow_search(launch->command, launch->tally_include);
    source->file = source->input->file;
    if (is_stdin(source->input)) {
        if (!keep_stdin(launch, &text))
            return false;
        source->file = STDIN_PATH;
    }
    source->verdict = scan_unit(source->input->file, text.bytes, text.length,
                                &search, launch->arena);
    if (source->verdict == SCAN_FOREIGN && launch->command->doubtful)
        source->verdict = SCAN_DOUBT;
    return true;
}

static bool look_at_all(struct launch *launch) {
    const struct command *command = launch->command;
    for (size_t i = 0; i < command->inputs.count; i++) {
        struct source source = {.input = &command->inputs.at[i]};
        if (source.input->kind != INPUT_C)
            continue;
        if (!look_at(launch, &source))
            return false;
        VEC_PUSH(launch->arena, launch->sources, source);
    }
    return true;
}

static bool any_may_be_ours(const struct launch *launch) {
    for (size_t i = 0; i < launch->sources.count; i++)
        if (launch->sources.at[i].verdict != SCAN_FOREIGN)
            return true;
    return false;
}

/* ---- rewriting ---------------------------------------------------------- */

/* What the file of a job includes is found beside it; the standard input lies
 * in the current folder. */
static const char *const *front_flags(struct launch *launch,
                                      const struct source *source) {
    string_list list = {0};
    if (is_stdin(source->input))
        VEC_PUSH(launch->arena, list, "-iquote.");
    words_append(launch->arena, &list,
                 command_words(launch->command, ROLE_FRONT));
    return words_end(launch->arena, &list);
}

static bool rewrite(struct launch *launch, struct source *source) {
    const struct job job = {
        .file = source->file,
        .language =
            source->input->language || is_stdin(source->input) ? "c" : NULL,
        .flags = front_flags(launch, source),
        .compiler = launch->compiler.words,
        .tally_include = launch->tally_include,
        .options = launch->options->pipeline,
    };
    if (!job.tally_include) {
        fputs("tally: error: tally.h is not where it belongs, in ../include "
              "beside the program\n",
              stderr);
        return false;
    }
    return front_run(&job, launch->options, launch->arena, &source->result);
}

/* The worst that came out: REFUSED before STOPPED before REWRITTEN before the
 * rest. */
static enum outcome rewrite_all(struct launch *launch) {
    enum outcome all = OUTCOME_FOREIGN;
    bool refused = false, stopped = false, ours = false;
    for (size_t i = 0; i < launch->sources.count; i++) {
        struct source *source = &launch->sources.at[i];
        source->result.outcome = OUTCOME_FOREIGN;
        if (source->verdict == SCAN_FOREIGN)
            continue;
        ours = true;
        if (!rewrite(launch, source))
            return OUTCOME_REFUSED;
        refused |= source->result.outcome == OUTCOME_REFUSED;
        stopped |= source->result.outcome == OUTCOME_STOPPED;
        if (source->result.outcome == OUTCOME_REWRITTEN)
            all = OUTCOME_REWRITTEN;
    }
    if (ours && !front_finish(launch->options, launch->arena, stderr))
        return OUTCOME_REFUSED;
    return refused ? OUTCOME_REFUSED : stopped ? OUTCOME_STOPPED : all;
}

/* ---- temporary texts ---------------------------------------------------- */

/* One name for one content: see temporary.h. */
static uint64_t hash_of(const struct launch *launch) {
    char here[4096];
    uint64_t hash = 0;
    if (getcwd(here, sizeof here))
        hash = temporary_hash(hash, here, strlen(here));
    for (size_t i = 0; i < launch->sources.count; i++) {
        const struct source *source = &launch->sources.at[i];
        hash = temporary_hash(hash, source->file, strlen(source->file) + 1);
        if (source->result.text)
            hash = temporary_hash(hash, source->result.text,
                                  source->result.length);
    }
    return hash;
}

/* A copy for the user, beside the output. */
static bool save_text(struct launch *launch, const struct source *source) {
    struct arena *arena = launch->arena;
    const char *output = launch->command->output;
    const char *name =
        path_with_suffix(arena, path_name(source->input->file), ".tally.c");
    const char *path =
        output ? path_join(arena, path_folder(arena, output), name) : name;
    if (file_replace(path, source->result.text, source->result.length, arena))
        return true;
    fprintf(stderr, "tally: error: cannot write '%s': %s\n", path,
            strerror(errno));
    return false;
}

/* Each text has a folder of its own and the name of its original, from which
 * compilers make the names of their outputs. */
static bool write_text(struct launch *launch, struct source *source,
                       size_t number) {
    struct arena *arena = launch->arena;
    const char *folder = temporary_subfolder(
        arena, launch->folder, arena_printf(arena, "%zu", number));
    if (!folder)
        return false;
    source->text = temporary_text(arena, folder, path_name(source->input->file),
                                  source->result.text, source->result.length);
    return source->text &&
           (!launch->options->save_temps || save_text(launch, source));
}

static bool write_texts(struct launch *launch) {
    launch->folder = temporary_folder(launch->arena, hash_of(launch));
    if (!launch->folder)
        return false;
    for (size_t i = 0; i < launch->sources.count; i++) {
        struct source *source = &launch->sources.at[i];
        if (source->result.outcome == OUTCOME_REWRITTEN &&
            !write_text(launch, source, i))
            return false;
    }
    return true;
}

/* ---- command lines for rewritten texts ---------------------------------- */

/* Our front-end flags behind the user's own. */
static const char *const *flags_behind(struct launch *launch) {
    string_list words = {0};
    if (launch->tally_include) {
        VEC_PUSH(launch->arena, words,
                 compiler_include_after(&launch->compiler));
        VEC_PUSH(launch->arena, words, launch->tally_include);
    }
    return words_end(launch->arena, &words);
}

/* Our flags before the user's own: quoted includes are looked for beside the
 * original first, and debug data name it. tcc has neither -iquote nor a need
 * to map names; clang takes 256 nested brackets, and ours come on top. */
static void add_flags_before(struct launch *launch, const struct source *source,
                             string_list *words) {
    struct arena *arena = launch->arena;
    const char *folder = path_folder(arena, source->input->file);
    bool tcc = launch->compiler.family == COMPILER_TCC;
    if (launch->compiler.family == COMPILER_CLANG)
        VEC_PUSH(arena, *words, "-fbracket-depth=1024");
    VEC_PUSH(arena, *words, tcc ? "-I" : "-iquote");
    VEC_PUSH(arena, *words, folder);
    if (!tcc)
        VEC_PUSH(arena, *words,
                 arena_printf(arena, "-ffile-prefix-map=%s=%s", source->text,
                              source->input->file));
}

/* A long line that came as a response file must not become an argument list
 * that is too long for the system. */
static const char *const *shorten(struct launch *launch,
                                  const char *const *words) {
    struct arena *arena = launch->arena;
    static unsigned number;
    size_t head = launch->compiler.count;
    if (!launch->command->used_response)
        return words;
    const char *text = response_text(words + head, arena);
    const char *path = temporary_text(arena, launch->folder,
                                      arena_printf(arena, "args%u", number++),
                                      text, strlen(text));
    if (!path)
        return words;
    string_list list = {0};
    for (size_t i = 0; i < head; i++)
        VEC_PUSH(arena, list, words[i]);
    VEC_PUSH(arena, list, arena_printf(arena, "@%s", path));
    return words_end(arena, &list);
}

static struct source *source_of(struct launch *launch, size_t input) {
    const struct input *wanted = &launch->command->inputs.at[input];
    for (size_t i = 0; i < launch->sources.count; i++)
        if (launch->sources.at[i].input == wanted)
            return &launch->sources.at[i];
    return NULL;
}

/* The standard input is C only because nothing else was said; its copy in a
 * file needs to be told. */
static void add_text(struct launch *launch, const struct source *source,
                     string_list *words) {
    bool tell = is_stdin(source->input) && !source->input->language;
    if (tell)
        VEC_PUSH(launch->arena, *words, "-xc");
    VEC_PUSH(launch->arena, *words, source->text);
    if (tell)
        VEC_PUSH(launch->arena, *words, "-xnone");
}

/* ---- in one command ----------------------------------------------------- */

/* Can all sources be compiled by one command? Not if the flags that one needs
 * would change what another one includes. */
static bool fits_one_command(struct launch *launch) {
    if (launch->compiler.family == COMPILER_TCC)
        return false;
    const char *first =
        path_folder(launch->arena, launch->sources.at[0].input->file);
    for (size_t i = 1; i < launch->sources.count; i++) {
        const char *file = launch->sources.at[i].input->file;
        if (strcmp(first, path_folder(launch->arena, file)) != 0)
            return false;
    }
    return true;
}

static int compile_together(struct launch *launch) {
    struct arena *arena = launch->arena;
    struct command *command = launch->command;
    string_list words = {0};
    words_append(arena, &words, launch->compiler.words);
    VEC_PUSH(arena, words, COUNTED_FLAG);
    for (size_t i = 0; i < launch->sources.count; i++)
        if (launch->sources.at[i].text)
            add_flags_before(launch, &launch->sources.at[i], &words);
    for (size_t i = 0; i < command->words.count; i++) {
        const struct word *word = &command->words.at[i];
        const struct source *source =
            word->role == ROLE_INPUT ? source_of(launch, word->input) : NULL;
        if (source && source->text)
            add_text(launch, source, &words);
        else if (word->role != ROLE_DEPEND)
            VEC_PUSH(arena, words, word->text);
    }
    words_append(arena, &words, flags_behind(launch));
    words_append(arena, &words, runtime_words(command, &launch->compiler));
    return run(launch, shorten(launch, words_end(arena, &words)), NULL);
}

/* ---- one by one --------------------------------------------------------- */

/* The -o of one source's own command; NULL: none. */
static const char *output_of(struct launch *launch, struct source *source,
                             size_t number) {
    struct arena *arena = launch->arena;
    const struct command *command = launch->command;
    const char *name = path_name(source->input->file);
    switch (command->mode) {
    case MODE_LINK:
        source->object = temporary_file(arena, launch->folder,
                                        arena_printf(arena, "%zu.o", number));
        return source->object;
    case MODE_COMPILE:
        return command->output ? command->output
                               : path_with_suffix(arena, name, ".o");
    case MODE_ASSEMBLE:
        return command->output ? command->output
                               : path_with_suffix(arena, name, ".s");
    default:
        return command->output;
    }
}

/* The words of the command that concern one source alone. */
static void add_own_words(struct launch *launch, string_list *words) {
    const struct command *command = launch->command;
    for (size_t i = 0; i < command->words.count; i++) {
        const struct word *word = &command->words.at[i];
        if (word->role == ROLE_FRONT || word->role == ROLE_MODE ||
            word->role == ROLE_OTHER)
            VEC_PUSH(launch->arena, *words, word->text);
    }
    if (command->mode == MODE_LINK)
        VEC_PUSH(launch->arena, *words, "-c");
}

/* tcc puts the folder of the file that it reads before the names in #line, so
 * it gets rewritten texts as its standard input, which is in no folder. */
static int compile_alone(struct launch *launch, struct source *source,
                         size_t number) {
    struct arena *arena = launch->arena;
    bool tcc = launch->compiler.family == COMPILER_TCC;
    const char *output = output_of(launch, source, number);
    string_list words = {0};
    words_append(arena, &words, launch->compiler.words);
    VEC_PUSH(arena, words, COUNTED_FLAG);
    if (source->text)
        add_flags_before(launch, source, &words);
    add_own_words(launch, &words);
    words_append(arena, &words, flags_behind(launch));
    if (output) {
        VEC_PUSH(arena, words, "-o");
        VEC_PUSH(arena, words, output);
    }
    if (source->input->language) {
        VEC_PUSH(arena, words, "-x");
        VEC_PUSH(arena, words, source->input->language);
    }
    if (source->text && !tcc)
        add_text(launch, source, &words);
    else
        VEC_PUSH(arena, words, source->text ? "-" : source->input->file);
    return run(launch, shorten(launch, words_end(arena, &words)),
               tcc ? source->text : NULL);
}

/* The link line with objects in the place of sources. */
static int link_objects(struct launch *launch) {
    struct arena *arena = launch->arena;
    struct command *command = launch->command;
    string_list words = {0};
    words_append(arena, &words, launch->compiler.words);
    if (launch->compiler.family == COMPILER_CLANG)
        VEC_PUSH(arena, words, "-Wno-unused-command-line-argument");
    for (size_t i = 0; i < command->words.count; i++) {
        const struct word *word = &command->words.at[i];
        const struct source *source =
            word->role == ROLE_INPUT ? source_of(launch, word->input) : NULL;
        if (word->role == ROLE_DEPEND || word->role == ROLE_LANGUAGE)
            continue;
        VEC_PUSH(arena, words, source ? source->object : word->text);
    }
    words_append(arena, &words, runtime_words(command, &launch->compiler));
    return run(launch, shorten(launch, words_end(arena, &words)), NULL);
}

/* Like a compiler, goes on with the other sources when one fails. */
static int compile_one_by_one(struct launch *launch) {
    int code = 0;
    for (size_t i = 0; i < launch->sources.count; i++) {
        int one = compile_alone(launch, &launch->sources.at[i], i);
        code = code ? code : one;
    }
    if (code || launch->command->mode != MODE_LINK)
        return code;
    return link_objects(launch);
}

/* ---- depfiles ----------------------------------------------------------- */

/* tcc compiles what it writes a depfile of, and the original only makes sense
 * to it uncounted. */
static int write_depfile(struct launch *launch, const struct source *source) {
    struct arena *arena = launch->arena;
    string_list extra = {0};
    if (launch->compiler.family != COMPILER_TCC)
        VEC_PUSH(arena, extra, COUNTED_FLAG);
    words_append(arena, &extra, flags_behind(launch));
    const char *const *words =
        depfile_words(launch->command, &launch->compiler, source->input,
                      words_end(arena, &extra), launch->folder);
    int code = run(launch, shorten(launch, words), NULL);
    if (code || launch->options->dry_run)
        return code;
    return !depfile_finish(launch->command, &launch->compiler, source->input,
                           launch->folder);
}

static int write_depfiles(struct launch *launch) {
    int code = 0;
    if (!launch->command->depend.wanted)
        return 0;
    for (size_t i = 0; i < launch->sources.count && !code; i++)
        code = write_depfile(launch, &launch->sources.at[i]);
    return code;
}

/* ---- all of it ---------------------------------------------------------- */

static bool is_shadowed(struct launch *launch, const struct source *source) {
    const struct scan_search search =
        shadow_search(launch->command, launch->tally_include);
    return !is_stdin(source->input) &&
           shadow_refuses(source->input->file, &search, &launch->compiler,
                          launch->arena);
}

static bool any_is_shadowed(struct launch *launch) {
    bool any = false;
    for (size_t i = 0; i < launch->sources.count; i++)
        if (launch->sources.at[i].result.outcome == OUTCOME_REWRITTEN)
            any |= is_shadowed(launch, &launch->sources.at[i]);
    return any;
}

/* The compiler does not know that its output is where its input came from. */
static bool output_is_source(struct launch *launch) {
    const char *output = launch->command->output;
    for (size_t i = 0; output && i < launch->sources.count; i++) {
        const char *file = launch->sources.at[i].file;
        if (!file_is_same(file, output))
            continue;
        fprintf(stderr,
                "tally: error: input file '%s' is the same as the output "
                "file\n",
                file);
        return true;
    }
    return false;
}

static int compile_rewritten(struct launch *launch) {
    if (output_is_source(launch) || any_is_shadowed(launch) ||
        !write_texts(launch))
        return 1;
    int code = fits_one_command(launch) ? compile_together(launch)
                                        : compile_one_by_one(launch);
    return code ? code : write_depfiles(launch);
}

/* No text differs: the compiler gets the command as it is, and the flags that
 * units which include tally.h need. */
static int compile_unedited(struct launch *launch) {
    bool counted = false, includes = false;
    string_list extra = {0};
    for (size_t i = 0; i < launch->sources.count; i++) {
        const struct source *source = &launch->sources.at[i];
        counted |= source->result.outcome == OUTCOME_UNEDITED;
        includes |= source->verdict == SCAN_OURS;
    }
    if (counted)
        VEC_PUSH(launch->arena, extra, COUNTED_FLAG);
    if (counted || includes)
        words_append(launch->arena, &extra, flags_behind(launch));
    return pass_on(launch, words_end(launch->arena, &extra));
}

int launch(struct compiler compiler, const char *const *args, size_t count,
           const struct options *options, struct arena *arena) {
    static const char *const nothing[] = {NULL};
    struct launch launch = {
        .arena = arena, .options = options, .args = args, .arg_count = count};
    if (!compiler_is_another(&compiler, arena)) {
        fprintf(stderr,
                "tally: error: the compiler '%s' is tally itself; set TALLY_CC "
                "to another one\n",
                compiler.words[0]);
        return 1;
    }
    compiler_mark_environment();
    launch.compiler = compiler;
    launch.command = command_parse(args, count, compiler.cxx, arena);
    if (launch.command->query || !command_sources(launch.command))
        return pass_on(&launch, nothing);
    launch.tally_include = locate_include(arena);
    if (!look_at_all(&launch))
        return 1;
    if (!any_may_be_ours(&launch))
        return pass_on(&launch, nothing);
    if (launch.command->mode == MODE_DEPEND)
        return pass_on(&launch, flags_behind(&launch));
    switch (rewrite_all(&launch)) {
    case OUTCOME_REFUSED:
        return 1;
    case OUTCOME_STOPPED:
        return 0;
    case OUTCOME_REWRITTEN:
        return compile_rewritten(&launch);
    default:
        return compile_unedited(&launch);
    }
}

static void show_part(const char *name, const char *path) {
    printf("%-16s %s\n", name, path ? path : "not found");
}

void launch_show(struct compiler compiler, struct arena *arena) {
    static const char *const families[] = {
        [COMPILER_GCC] = "gcc",
        [COMPILER_CLANG] = "clang",
        [COMPILER_TCC] = "tcc",
    };
    bool another = compiler_is_another(&compiler, arena);
    printf("tally            %s\n", TALLY_VERSION);
    printf("%-16s ", "compiler");
    words_print(compiler.words, stdout);
    printf("%-16s %s\n", "understood as",
           another ? families[compiler.family] : "tally itself: not usable");
    show_part("header folder", locate_include(arena));
    show_part("shared runtime", locate_shared_runtime(arena));
    show_part("static runtime", locate_static_runtime(arena));
    show_part("front end", locate_front(arena));
}
