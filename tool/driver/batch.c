/* The forms that read files and do not compile. */
#include "driver/batch.h"

#include "driver/command.h"
#include "driver/compiler.h"
#include "driver/file.h"
#include "driver/front.h"
#include "driver/locate.h"
#include "driver/path.h"
#include "driver/process.h"
#include "driver/shadow.h"
#include "driver/temporary.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CODE_CLEAN = 0, CODE_FINDINGS = 1, CODE_USAGE = 2 };

struct member {
    const char *file;
    struct file_text original;
    struct job_result result;
};

struct batch {
    enum form form;
    struct arena *arena;
    const struct options *options;
    struct compiler compiler;
    const struct command *command; /* made of the flags behind -- */
    const char *const *flags;
    const char *tally_include;
    VEC(struct member) members;
    int code; /* the worst so far */
};

static void worsen(struct batch *batch, int code) {
    if (code > batch->code)
        batch->code = code;
}

static void cannot_write(struct batch *batch, const char *file) {
    fprintf(stderr, "tally: error: cannot write '%s': %s\n", file,
            strerror(errno));
    worsen(batch, CODE_USAGE);
}

/* ---- reading ------------------------------------------------------------ */

/* What cannot be read is said here, so that it has its own exit code. */
static bool read_original(struct batch *batch, struct member *member) {
    if (file_read(member->file, batch->arena, &member->original))
        return true;
    struct diags *diags = diags_new(batch->arena);
    const struct place_in_text at = {.file = member->file};
    diag_report(diags, TLY_UNREADABLE, at, NULL, "cannot be read: %s",
                errno == EINVAL ? "not a regular file" : strerror(errno));
    front_print(diags, batch->options, batch->arena);
    worsen(batch, CODE_USAGE);
    return false;
}

/* Does the text stay in its original's folder? 'tally check' speaks of what
 * the compile forms do, whose texts do not. */
static bool stays(const struct batch *batch, const struct member *member) {
    const struct options *options = batch->options;
    struct arena *arena = batch->arena;
    if (batch->form == FORM_CHECK)
        return false;
    if (!options->output || !strcmp(options->output, "-"))
        return options->in_place || options->diff || options->check;
    return !strcmp(path_folder(arena, options->output),
                   path_folder(arena, member->file));
}

static bool is_shadowed(struct batch *batch, const struct member *member) {
    const struct scan_search search =
        shadow_search(batch->command, batch->tally_include);
    return member->result.outcome == OUTCOME_REWRITTEN &&
           !stays(batch, member) &&
           shadow_refuses(member->file, &search, &batch->compiler,
                          batch->arena);
}

static bool run_member(struct batch *batch, struct member *member) {
    const struct job job = {
        .file = member->file,
        .language = "c",
        .flags = batch->flags,
        .compiler = batch->compiler.words,
        .tally_include = batch->tally_include,
        .options = batch->options->pipeline,
    };
    if (!front_run(&job, batch->options, batch->arena, &member->result))
        return false;
    if (member->result.outcome == OUTCOME_REFUSED || is_shadowed(batch, member))
        worsen(batch, CODE_FINDINGS);
    return true;
}

/* ---- what comes out ----------------------------------------------------- */

/* The text of a member: its own where nothing is to be edited. */
static struct file_text text_of(const struct member *member) {
    if (member->result.outcome != OUTCOME_REWRITTEN)
        return member->original;
    return (struct file_text){.bytes = member->result.text,
                              .length = member->result.length};
}

static bool changes(const struct member *member) {
    struct file_text text = text_of(member);
    return text.length != member->original.length ||
           memcmp(text.bytes, member->original.bytes, text.length) != 0;
}

static void list_changes(struct batch *batch) {
    for (size_t i = 0; i < batch->members.count; i++)
        if (changes(&batch->members.at[i])) {
            printf("%s\n", batch->members.at[i].file);
            worsen(batch, CODE_FINDINGS);
        }
}

static void print_diff(struct batch *batch, const struct member *member) {
    struct arena *arena = batch->arena;
    const char *old = arena_printf(arena, "--label=a/%s", member->file);
    const char *new = arena_printf(arena, "--label=b/%s", member->file);
    struct file_text text = text_of(member);
    const char *folder = temporary_folder(
        arena, temporary_hash(0, member->file, strlen(member->file)));
    const char *path =
        folder ? temporary_text(arena, folder, path_name(member->file),
                                text.bytes, text.length)
               : NULL;
    const char *const words[] = {"diff", "-u",         old,  new,
                                 "--",   member->file, path, NULL};
    if (!path || process_exit_code(process_run(words, NULL)) > 1)
        worsen(batch, CODE_USAGE);
    temporary_remove_all();
}

static void print_diffs(struct batch *batch) {
    for (size_t i = 0; i < batch->members.count; i++)
        if (changes(&batch->members.at[i])) {
            print_diff(batch, &batch->members.at[i]);
            worsen(batch, CODE_FINDINGS);
        }
}

static void replace_all(struct batch *batch) {
    for (size_t i = 0; i < batch->members.count; i++) {
        const struct member *member = &batch->members.at[i];
        struct file_text text = text_of(member);
        if (changes(member) &&
            !file_replace(member->file, text.bytes, text.length, batch->arena))
            cannot_write(batch, member->file);
    }
}

static void print_all(struct batch *batch) {
    fflush(stdout);
    for (size_t i = 0; i < batch->members.count; i++) {
        struct file_text text = text_of(&batch->members.at[i]);
        if (!file_write_open(STDOUT_FILENO, text.bytes, text.length))
            cannot_write(batch, "standard output");
    }
}

static void write_output(struct batch *batch, const char *path) {
    struct file_text text = text_of(&batch->members.at[0]);
    if (!strcmp(path, "-"))
        print_all(batch);
    else if (!file_replace(path, text.bytes, text.length, batch->arena))
        cannot_write(batch, path);
}

static void write_results(struct batch *batch) {
    const struct options *options = batch->options;
    if (options->check)
        list_changes(batch);
    else if (options->diff)
        print_diffs(batch);
    else if (options->in_place)
        replace_all(batch);
    else if (options->output)
        write_output(batch, options->output);
    else
        print_all(batch);
}

/* ---- all of it ---------------------------------------------------------- */

static bool set_up(struct batch *batch, const string_list *flags) {
    batch->compiler = compiler_of_environment(batch->arena);
    batch->tally_include = locate_include(batch->arena);
    if (!compiler_is_another(&batch->compiler, batch->arena)) {
        fputs("tally: error: TALLY_CC names tally itself\n", stderr);
        return false;
    }
    if (!batch->tally_include) {
        fputs("tally: error: tally.h is not where it belongs, in ../include "
              "beside the program\n",
              stderr);
        return false;
    }
    batch->command = command_parse(flags->at, flags->count, batch->compiler.cxx,
                                   batch->arena);
    batch->flags = command_words(batch->command, ROLE_FRONT);
    return true;
}

static bool is_usable(const string_list *files, const struct options *options) {
    int outputs =
        !!options->output + options->in_place + options->diff + options->check;
    if (!files->count)
        fputs("tally: error: no file is named\n", stderr);
    else if (outputs > 1)
        fputs("tally: error: only one of -o, -i, --diff and --check makes "
              "sense\n",
              stderr);
    else if (options->output && files->count > 1)
        fputs("tally: error: -o with more than one file\n", stderr);
    else
        return true;
    return false;
}

int batch(enum form form, const string_list *files, const string_list *flags,
          const struct options *options, struct arena *arena) {
    struct batch batch = {.form = form, .arena = arena, .options = options};
    if (!is_usable(files, options) || !set_up(&batch, flags))
        return CODE_USAGE;
    compiler_mark_environment();
    bool stopped = false;
    for (size_t i = 0; i < files->count; i++) {
        struct member member = {.file = files->at[i]};
        if (!read_original(&batch, &member))
            continue;
        if (!run_member(&batch, &member))
            return CODE_USAGE;
        stopped |= member.result.outcome == OUTCOME_STOPPED;
        VEC_PUSH(arena, batch.members, member);
    }
    if (!front_finish(options, arena, form == FORM_CHECK ? stdout : stderr))
        return CODE_USAGE;
    if (form == FORM_REWRITE && !batch.code && !stopped)
        write_results(&batch);
    return batch.code;
}
