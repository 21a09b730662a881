/* The door to the pipeline. */
#include "driver/front.h"

#include "driver/locate.h"
#include "driver/mishap.h"
#include "pipeline.h"
#include "report/report.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An entry of the module; NULL, after printing why, where it cannot be
 * loaded. */
static void *load(struct arena *arena, const char *name) {
    static void *module;
    const char *path = module ? NULL : locate_front(arena);
    if (!module && !path) {
        fputs("tally: error: libtally-front.so is not where it belongs, in "
              "../lib beside the program\n",
              stderr);
        return NULL;
    }
    if (!module)
        module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    void *symbol = module ? dlsym(module, name) : NULL;
    if (!symbol)
        fprintf(stderr, "tally: error: cannot load the front end: %s\n",
                dlerror());
    return symbol;
}

/* ---- diagnostics -------------------------------------------------------- */

/* A document holds what all jobs found: kept until front_finish. */
static struct diags *pending;

void front_print(const struct diags *diags, const struct options *options,
                 struct arena *arena) {
    if (options->diagnostics == REPORT_TEXT) {
        report_text(diags, options_want_color(options, stderr), stderr);
        return;
    }
    if (!pending)
        pending = diags_new(arena);
    diags_append(pending, diags);
}

bool front_finish(const struct options *options, struct arena *arena,
                  FILE *out) {
    if (options->diagnostics == REPORT_TEXT)
        return true;
    void *symbol = load(arena, REPORT_SYMBOL);
    if (!symbol)
        return false;
    report_function *report;
    memcpy(&report, &symbol, sizeof report);
    if (!pending)
        pending = diags_new(arena);
    bool written = report(options->diagnostics, pending, out);
    pending = NULL;
    if (!written)
        fputs("tally: error: cannot write the diagnostics\n", stderr);
    return written;
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
    /* Crashes are for mishap.c to report, and libclang is to parse on our
     * large stack, not in a thread of its own. */
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 0);
    setenv("LIBCLANG_NOTHREADS", "1", 0);
    void *symbol = load(arena, PIPELINE_SYMBOL);
    if (!symbol)
        return false;
    struct run what = {.job = job, .arena = arena, .result = result};
    memcpy(&what.pipeline, &symbol, sizeof what.pipeline);
    run_on_large_stack(&what);
    fflush(stdout);
    if (result->diags)
        front_print(result->diags, options, arena);
    return true;
}
