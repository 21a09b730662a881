/* Runs the real compiler and reads what it prints. */
#include "source/compiler.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void read_all(struct arena *arena, int fd, struct output *output) {
    size_t capacity = 1 << 16;
    output->text = arena_alloc(arena, capacity);
    for (;;) {
        if (output->length + 1 == capacity) {
            char *larger = arena_alloc(arena, 2 * capacity);
            memcpy(larger, output->text, output->length);
            output->text = larger;
            capacity *= 2;
        }
        ssize_t got = read(fd, output->text + output->length,
                           capacity - output->length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        output->length += (size_t)got;
    }
    output->text[output->length] = '\0';
}

static bool start(const char *const *words, int to, bool quiet, pid_t *child) {
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                     O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
    if (quiet)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                         O_WRONLY, 0);
    int failed = posix_spawnp(child, words[0], &actions, NULL,
                              (char *const *)(void *)words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0;
}

static bool finished_well(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

struct output compiler_run(struct arena *arena, const char *const *words,
                           bool quiet) {
    struct output output = {0};
    int ends[2];
    pid_t child;
    if (pipe(ends) != 0)
        return output;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    bool started = start(words, ends[1], quiet, &child);
    close(ends[1]);
    if (started) {
        read_all(arena, ends[0], &output);
        output.fine = finished_well(child);
    }
    close(ends[0]);
    return output;
}
