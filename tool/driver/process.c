/* Starting programs. */
#include "driver/process.h"

#include "driver/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void cannot_run(const char *const *words, int error) {
    fprintf(stderr, "tally: error: cannot run '%s': %s\n", words[0],
            strerror(error));
}

void process_exec(const char *const *words) {
    fflush(NULL);
    execvp(words[0], (char *const *)words);
    cannot_run(words, errno);
}

/* The errno of a failure, 0 if it was started. */
static int start(pid_t *child, const char *const *words,
                 const char *stdin_file) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    if (stdin_file)
        error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
                                                 stdin_file, O_RDONLY, 0);
    if (!error)
        error = posix_spawnp(child, words[0], &actions, NULL,
                             (char *const *)words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int process_run(const char *const *words, const char *stdin_file) {
    pid_t child;
    int status;
    fflush(NULL);
    int error = start(&child, words, stdin_file);
    if (error) {
        cannot_run(words, error);
        return -1;
    }
    temporary_set_child(child);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) {
            status = -1;
            break;
        }
    temporary_set_child(0);
    return status;
}

/* The program has left its core already, if it leaves one. */
static void die_by(int number) {
    struct rlimit none = {0, 0};
    sigset_t set;
    setrlimit(RLIMIT_CORE, &none);
    signal(number, SIG_DFL);
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
}

int process_exit_code(int status) {
    if (status == -1)
        return 1;
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    temporary_remove_all();
    die_by(WTERMSIG(status));
    return 128 + WTERMSIG(status);
}
