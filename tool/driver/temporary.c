/* Temporary files.
 *
 * The list of what is to be removed is read by signal handlers, so signals are
 * blocked while it changes, and it lives outside of every arena. */
#include "driver/temporary.h"

#include "driver/file.h"
#include "driver/path.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct temporary {
    char *path;
    bool is_folder;
};

static struct temporary *all; /* in the order of their making */
static size_t all_count;
static volatile pid_t running_child;

static const int fatal_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE};

void temporary_set_child(pid_t child) {
    running_child = child;
}

/* Safe in a signal handler: the list is only read. */
static void remove_listed(void) {
    for (size_t i = all_count; i-- > 0;)
        if (all[i].is_folder)
            rmdir(all[i].path);
        else
            unlink(all[i].path);
}

static void on_signal(int number) {
    if (running_child)
        kill(running_child, number);
    remove_listed();
    signal(number, SIG_DFL);
    raise(number);
}

/* One that is ignored (nohup) stays so. */
static void catch_signals(void) {
    for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++) {
        struct sigaction old, action = {.sa_handler = on_signal};
        sigfillset(&action.sa_mask);
        if (sigaction(fatal_signals[i], NULL, &old) == 0 &&
            old.sa_handler != SIG_IGN)
            sigaction(fatal_signals[i], &action, NULL);
    }
}

void temporary_remove_all(void) {
    sigset_t every, old;
    sigfillset(&every);
    sigprocmask(SIG_BLOCK, &every, &old);
    remove_listed();
    for (size_t i = 0; i < all_count; i++)
        free(all[i].path);
    free(all);
    all = NULL;
    all_count = 0;
    sigprocmask(SIG_SETMASK, &old, NULL);
}

static void out_of_memory(void) {
    fputs("tally: out of memory\n", stderr);
    exit(70);
}

static void enlist(const char *path, bool is_folder) {
    sigset_t every, old;
    if (!all_count) {
        catch_signals();
        atexit(temporary_remove_all);
    }
    sigfillset(&every);
    sigprocmask(SIG_BLOCK, &every, &old);
    struct temporary *larger = realloc(all, (all_count + 1) * sizeof *all);
    char *copy = strdup(path);
    if (!larger || !copy)
        out_of_memory();
    all = larger;
    all[all_count++] = (struct temporary){.path = copy, .is_folder = is_folder};
    sigprocmask(SIG_SETMASK, &old, NULL);
}

static void complain(const char *path) {
    fprintf(stderr, "tally: error: cannot write '%s': %s\n", path,
            strerror(errno));
}

uint64_t temporary_hash(uint64_t hash, const void *bytes, size_t length) {
    const unsigned char *byte = bytes;
    hash ^= UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    return hash;
}

const char *temporary_folder(struct arena *arena, uint64_t hash) {
    const char *base = getenv("TMPDIR");
    if (!base || !*base)
        base = "/tmp";
    /* The plain name is taken where another job compiles the same text right
     * now, or where an earlier one was killed. */
    for (unsigned try = 0; try < 10000; try++) {
        const char *path = arena_printf(
            arena, "%s/tally-%016llx", base,
            (unsigned long long)temporary_hash(hash, &try, sizeof try));
        if (mkdir(path, 0700) == 0) {
            enlist(path, true);
            return path;
        }
        if (errno != EEXIST) {
            complain(path);
            return NULL;
        }
    }
    fprintf(stderr, "tally: error: '%s' is full of old temporary folders\n",
            base);
    return NULL;
}

const char *temporary_subfolder(struct arena *arena, const char *folder,
                                const char *name) {
    const char *path = path_join(arena, folder, name);
    if (mkdir(path, 0700) != 0) {
        complain(path);
        return NULL;
    }
    enlist(path, true);
    return path;
}

const char *temporary_file(struct arena *arena, const char *folder,
                           const char *name) {
    const char *path = path_join(arena, folder, name);
    enlist(path, false);
    return path;
}

const char *temporary_text(struct arena *arena, const char *folder,
                           const char *name, const char *bytes, size_t length) {
    const char *path = temporary_file(arena, folder, name);
    if (file_create(path, bytes, length))
        return path;
    complain(path);
    return NULL;
}
