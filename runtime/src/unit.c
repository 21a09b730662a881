/* Units, start and end of the program.
 *
 * Start: a constructor with the highest priority that users may have, so that
 * the exit work is registered before any of theirs and therefore runs after
 * it. Where constructors do not run (tcc) the first use of the runtime starts
 * it. Every unit that includes tally.h tells whether it is counted or erased;
 * a program that has both is stopped, because code of one kind would misread
 * the objects of the other.
 *
 * Exit: the units' static places are released, last registered unit first and
 * last place of a unit first; then cycles are collected until nothing more
 * dies; then the report is written. tally_shutdown does the same at any time,
 * but for the report, and the program goes on. */
#define _POSIX_C_SOURCE 200809L

#include "internal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <fcntl.h>
#endif

#define EXIT_ERASED 70

/* ---- start --------------------------------------------------------------- */

static uint64_t environment_number(const char *name) {
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : 0;
}

static void leave_program(void);

void (*tally__erased_hook)(const char *file) = tally__erased_unit;

static void read_environment(void) {
    struct process *process = &tally__process;
    process->collect_every = environment_number("TALLY_COLLECT_EVERY");
    process->fail_alloc = environment_number("TALLY_FAIL_ALLOC");
    process->report = (unsigned)environment_number("TALLY_REPORT");
    process->check = (unsigned)environment_number("TALLY_CHECK");
    process->tracking = process->check || process->report;
}

/* Before there are other threads, where constructors run. */
void tally__start(void) {
    if (load_shared(tally__process.started))
        return;
    store_shared(tally__process.started, true);
    read_environment();
    tally__erased_hook = tally__erased_unit; /* perhaps the program's own */
    atexit(leave_program);
    tally__heap_begin();
}

#if defined __GNUC__ && !defined __TINYC__
__attribute__((constructor(101))) static void start_first(void) {
    tally__start();
}
#endif

/* ---- erased and counted units -------------------------------------------- */

static void refuse_mixture(void) {
    struct process *process = &tally__process;
    if (!*process->erased_file || !*process->counted_file)
        return;
    fprintf(stderr,
            "tally: '%s' was compiled without tally, but '%s' counts "
            "references: compile both with tally-cc\n",
            process->erased_file, process->counted_file);
    fflush(NULL);
    _exit(EXIT_ERASED);
}

/* Remembers the first of its kind. Copied: its library may be unloaded. */
static void remember(char *text, size_t size, const char *file) {
    tally__lock();
    if (!*text)
        snprintf(text, size, "%s", file);
    refuse_mixture();
    tally__unlock();
}

void tally__erased_unit(const char *file) {
    remember(tally__process.erased_file, sizeof(tally__process.erased_file),
             file);
}

void tally__counted_unit(const char *file) {
    remember(tally__process.counted_file, sizeof(tally__process.counted_file),
             file);
}

/* ---- units --------------------------------------------------------------- */

void tally__register_unit(struct tally_unit *unit) {
    tally__start();
    if (load_shared(unit->registered))
        return;
    tally__lock();
    if (!unit->registered) {
        unit->next = tally__process.units;
        tally__process.units = unit;
    }
    store_shared(unit->registered, 1);
    tally__unlock();
    tally__counted_unit(unit->file);
}

static void release_root(const struct tally_root *root, const char *file) {
    uintptr_t bits = (uintptr_t)root->place & 3;
    char *place = (char *)root->place - bits;
    if (bits & 2)
        tally__end_static(place + sizeof(struct tally_variable),
                          (struct tally_type *)(uintptr_t)root->layout, file);
    else
        tally__drop_value(place, root->layout);
}

/* Is there a unit that defines the place, and has been entered? */
static bool has_own_unit(const struct tally_root *foreign) {
    const char *place = (char *)foreign->place - 1;
    for (const struct tally_unit *unit = tally__process.units; unit;
         unit = unit->next)
        for (size_t i = 0; i < unit->count; i++)
            if (unit->roots[i].place == place)
                return true;
    return false;
}

/* Releases the places that the unit defines, or those that it only mentions
 * (TALLY__FOREIGN) and whose own unit does not know of itself. */
static void release_roots(struct tally_unit *unit, bool foreign) {
    for (size_t i = unit->count; i-- > 0;) {
        struct tally_root *root = &unit->roots[i];
        if (root->place && ((uintptr_t)root->place & 1) == foreign &&
            (!foreign || !has_own_unit(root)))
            release_root(root, unit->file);
    }
}

bool tally__any_died(const struct tally_stats *before) {
    struct tally_stats now;
    tally_get_stats(&now);
    return now.objects_freed != before->objects_freed ||
           now.finalized != before->finalized;
}

static bool any_made(const struct tally_stats *before) {
    struct tally_stats now;
    tally_get_stats(&now);
    return now.objects_made != before->objects_made;
}

/* Its library is being unloaded: by dlclose, or at the end of a program that
 * has the runtime as a library, before leave_program then. If that has run,
 * there is nothing left to do here. */
void tally__leave_unit(struct tally_unit *unit) {
    struct tally_unit **link = &tally__process.units;
    if (!unit->registered || tally__process.exiting)
        return;
    for (int made = 0; made < EXIT_ROUNDS;) {
        struct tally_stats before;
        tally_get_stats(&before);
        release_roots(unit, false);
        if (!tally__any_died(&before))
            break;
        made += any_made(&before);
    }
    tally__lock();
    while (*link && *link != unit)
        link = &(*link)->next;
    if (*link)
        *link = unit->next;
    unit->registered = 0;
    tally__unlock();
}

/* ---- exit ---------------------------------------------------------------- */

#ifdef __linux__

extern char __libc_single_threaded __attribute__((weak));

/* Reads "Threads:" of /proc/self/status, without stdio or allocation. */
static bool other_threads_run(void) {
    char text[4096];
    ssize_t length;
    const char *field;
    int file;
    if (&__libc_single_threaded && __libc_single_threaded)
        return false;
    file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    length = read(file, text, sizeof(text) - 1);
    close(file);
    text[length > 0 ? length : 0] = '\0';
    field = strstr(text, "\nThreads:");
    return field && strtoul(field + sizeof("\nThreads:") - 1, NULL, 10) > 1;
}

#else

static bool other_threads_run(void) {
    return false;
}

#endif

/* False if static places are filled again and again. */
static bool release_everything(void (*release_thread_places)(void)) {
    for (int made = 0; made < EXIT_ROUNDS;) {
        struct tally_stats before;
        tally_get_stats(&before);
        if (release_thread_places)
            release_thread_places();
        for (int foreign = 0; foreign < 2; foreign++)
            for (struct tally_unit *unit = tally__process.units; unit;
                 unit = unit->next)
                release_roots(unit, foreign);
        if (tally__state.young.count + tally__state.old.count > 0)
            tally_collect();
        if (!tally__any_died(&before))
            return true;
        made += any_made(&before);
    }
    return false;
}

/* The runtime's own memory goes if nothing needs it any more. Objects may be
 * made even later, by destructors of libraries: all starts from empty then. */
static void release_tables(void) {
    tally__candidates_free();
    if (tally__objects_live(false) > 0)
        return;
    if (tally__state.stats.weak_records == 0)
        tally__weak_free();
    tally__heap_free();
    tally__sites_free();
    tally__types_free();
}

/* exit was called by a finalizer, which so never returns: what waits for it
 * waits no longer. A collection that it belongs to stays unfinished, and there
 * is no other. */
static void abandon_finalizers(void) {
    struct state *state = &tally__state;
    struct queue waiting = state->waiting;
    state->finalizing = 0;
    state->settling = false;
    state->waiting = (struct queue){NULL, NULL};
    tally__release_queue(waiting);
}

static void leave_program(void) {
    struct state *state = &tally__state;
    bool regular = !state->collecting && state->finalizing == 0, settled;
    if (other_threads_run()) {
        store_shared(tally__process.exiting, true);
        if (state->report)
            fputs("tally: other threads are running: nothing is released at "
                  "exit\n",
                  stderr);
        tally__report();
        return;
    }
    if (state->finalizing > 0)
        abandon_finalizers();
    tally__heaps_merge();
    settled = release_everything(state->leave_places);
    store_shared(tally__process.exiting, true);
    if (state->check && regular)
        tally__check("at exit", settled && state->check > 1);
    tally__published_free();
    tally__report();
    release_tables();
}

/* ---- shutting down ------------------------------------------------------- */

/* Cycles that were closed without counting have no candidate. */
static uint64_t release_all_objects(void) {
    for (int round = 0; round < EXIT_ROUNDS; round++) {
        struct tally_stats before;
        tally_get_stats(&before);
        release_everything(tally__state.clear_places);
        tally_gc_collect(TALLY_GC_FULL);
        if (!tally__any_died(&before))
            break;
    }
    return tally__objects_live(false);
}

/* Variables know their types by number, and may be in use. */
static void release_memory(void) {
    tally__heap_trim();
    if (!load_shared(tally__process.has_variables)) {
        release_tables();
        return;
    }
    tally__candidates_free();
    if (tally__state.stats.weak_records == 0)
        tally__weak_free();
}

size_t tally_shutdown(void) {
    const struct state *state = &tally__state;
    uint64_t left;
    if (state->collecting || state->finalizing > 0)
        tally__die("tally_shutdown in a finalizer or a callback");
    if (tally__others_have_heaps())
        return TALLY_GC_ERROR;
    tally__finalizers_end();
    tally__observers_end();
    tally__heaps_merge();
    left = release_all_objects();
    if (left == 0)
        release_memory();
    return (size_t)left;
}
