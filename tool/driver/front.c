/* The door to the pipeline. */
#include "driver/front.h"

#include "driver/locate.h"
#include "driver/mishap.h"
#include "pipeline.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* NULL, after printing why, where it cannot be loaded. */
static pipeline_function *load(struct arena *arena) {
    static pipeline_function *loaded;
    if (loaded)
        return loaded;
    const char *path = locate_front(arena);
    if (!path) {
        fputs("tally: error: libtally-front.so is not where it belongs, in "
              "../lib beside the program\n",
              stderr);
        return NULL;
    }
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    void *symbol = module ? dlsym(module, PIPELINE_SYMBOL) : NULL;
    if (!symbol) {
        fprintf(stderr, "tally: error: cannot load the front end: %s\n",
                dlerror());
        return NULL;
    }
    memcpy(&loaded, &symbol, sizeof loaded);
    return loaded;
}

/* ---- diagnostics -------------------------------------------------------- */

struct palette {
    const char *place, *error, *warning, *note, *end;
};

static void print_line(const struct palette *palette, struct place_in_text at,
                       const char *color, const char *word, const char *text) {
    fputs(palette->place, stderr);
    if (!at.file)
        fputs("tally:", stderr);
    else if (!at.line)
        fprintf(stderr, "%s:", at.file);
    else if (!at.column)
        fprintf(stderr, "%s:%u:", at.file, at.line);
    else
        fprintf(stderr, "%s:%u:%u:", at.file, at.line, at.column);
    fprintf(stderr, "%s %s%s:%s %s", palette->end, color, word, palette->end,
            text);
}

static void print_colored(const struct diag *diag) {
    static const struct palette palette = {
        .place = "\033[1m",
        .error = "\033[1;31m",
        .warning = "\033[1;35m",
        .note = "\033[1;36m",
        .end = "\033[0m",
    };
    char name[8];
    bool error = diag->severity == SEVERITY_ERROR;
    print_line(&palette, diag->at, error ? palette.error : palette.warning,
               error ? "error" : "warning", diag->what);
    fprintf(stderr, " [%s]\n", diag_code_name(diag->code, name));
    if (!diag->mend)
        return;
    print_line(&palette, diag->at, palette.note, "note", diag->mend);
    fputc('\n', stderr);
}

void front_print(const struct diags *diags, const struct options *options) {
    if (!options_want_color(options, stderr)) {
        diags_print(diags, stderr);
        return;
    }
    for (size_t i = 0; i < diags_count(diags); i++)
        print_colored(diags_at(diags, i));
}

/* ---- running ------------------------------------------------------------ */

struct run {
    pipeline_function *pipeline;
    const struct job *job;
    struct arena *arena;
    struct job_result *result;
};

static void *run(void *argument) {
    const struct run *run = argument;
    mishap_expect(run->job);
    run->pipeline(run->job, run->arena, run->result);
    mishap_expect(NULL);
    return NULL;
}

/* The stages walk syntax trees by recursion, and a generated program can be
 * tens of thousands of operators deep: they get a stack that is large enough.
 * Only what is used of it takes memory. */
static void run_on_large_stack(struct run *what) {
    for (size_t size = (size_t)1 << 30; size >= (size_t)1 << 24; size /= 4) {
        pthread_attr_t attributes;
        pthread_t thread;
        if (pthread_attr_init(&attributes) != 0)
            break;
        bool started = pthread_attr_setstacksize(&attributes, size) == 0 &&
                       pthread_create(&thread, &attributes, run, what) == 0;
        pthread_attr_destroy(&attributes);
        if (started) {
            pthread_join(thread, NULL);
            return;
        }
    }
    run(what);
}

bool front_run(const struct job *job, const struct options *options,
               struct arena *arena, struct job_result *result) {
    /* Crashes are for mishap.c to report. */
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 0);
    struct run what = {
        .pipeline = load(arena), .job = job, .arena = arena, .result = result};
    if (!what.pipeline)
        return false;
    run_on_large_stack(&what);
    fflush(stdout);
    if (result->diags)
        front_print(result->diags, options);
    return true;
}
