/* Mishaps. BUG() calls exit, so an exit handler sees that a job was running;
 * crashes come as signals. A crashed process is in no state to be careful
 * with: its report is an attempt, and it ends in any case. */
#include "driver/mishap.h"

#include "driver/file.h"
#include "driver/path.h"
#include "driver/temporary.h"
#include "driver/words.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct job *current; /* NULL: none is running */

static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { CRASH_COUNT = sizeof crashes / sizeof *crashes };

/* The command that shows the failure again. */
static void print_command(const struct job *job, FILE *out) {
    struct arena *arena = arena_new();
    string_list words = {0};
    char folder[4096];
    VEC_PUSH(arena, words, "tally");
    VEC_PUSH(arena, words, "check");
    VEC_PUSH(arena, words, path_name(job->file));
    VEC_PUSH(arena, words, "--");
    words_append(arena, &words, job->flags);
    words_print(words_end(arena, &words), out);
    fprintf(out, "# in %s, file %s, compiler ",
            getcwd(folder, sizeof folder) ? folder : "?", job->file);
    words_print(job->compiler, out);
    arena_free(arena);
}

static void save(const struct job *job, const char *folder) {
    struct arena *arena = arena_new();
    struct file_text text;
    const char *copy = path_join(arena, folder, path_name(job->file));
    FILE *out = fopen(path_join(arena, folder, "command"), "w");
    if (out) {
        print_command(job, out);
        fclose(out);
    }
    if (file_read(job->file, arena, &text))
        file_create(copy, text.bytes, text.length);
    arena_free(arena);
}

static void report(void) {
    const struct job *job = current;
    const char *base = getenv("TMPDIR");
    char folder[4096];
    current = NULL;
    snprintf(folder, sizeof folder, "%s/tally-mishap-XXXXXX",
             base && *base ? base : "/tmp");
    if (!mkdtemp(folder))
        return;
    save(job, folder);
    fprintf(stderr, "tally: what it takes to see this again is in %s\n",
            folder);
}

static void on_exit_while_running(void) {
    if (current)
        report();
}

static void on_crash(int number) {
    static const char message[] =
        "tally: internal error: crashed; this is a mistake in tally, not in "
        "your code\n";
    signal(number, SIG_DFL);
    if (write(STDERR_FILENO, message, sizeof message - 1) > 0 && current)
        report();
    temporary_remove_all();
    _exit(70);
}

/* Handlers run on a stack of their own: the ordinary one may be what ran out.
 */
static void catch_crashes(void) {
    static char stack[64 * 1024];
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
    if (sigaltstack(&other, NULL) != 0)
        return;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CRASH_COUNT; i++)
        sigaction(crashes[i], &action, NULL);
}

static void release_crashes(void) {
    for (int i = 0; i < CRASH_COUNT; i++)
        signal(crashes[i], SIG_DFL);
}

void mishap_expect(const struct job *job) {
    static bool registered;
    current = job;
    if (!job) {
        release_crashes();
        return;
    }
    if (!registered)
        atexit(on_exit_while_running);
    registered = true;
    catch_crashes();
}
