/* Runs the real compiler and reads what it prints. */
#include "source/compiler.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
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

/* A file without a name that holds the text; -1 if that cannot be had. Having
 * no name, it is gone with us, whatever ends us. */
static int nameless_file(struct arena *arena, const char *text, size_t length) {
    const char *folder = getenv("TMPDIR");
    char *path = arena_printf(arena, "%s/tally-XXXXXX",
                              folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path);
    if (fd < 0)
        return -1;
    unlink(path);
    while (length > 0) {
        ssize_t written = write(fd, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            close(fd);
            return -1;
        }
        text += written;
        length -= (size_t)written;
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Moves a descriptor out of the way of the child's own. */
static int out_of_the_way(int fd) {
    int moved = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    close(fd);
    return moved;
}

/* `input` -1: the child's standard input is empty. */
static bool start(const char *const *words, int input, int to, pid_t *child) {
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    if (input >= 0)
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                         O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
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

/* The run itself, with descriptors that are closed by the caller. */
static struct output run(struct arena *arena, const char *const *words,
                         int input) {
    struct output output = {0};
    int ends[2];
    pid_t child;
    if (pipe(ends) != 0)
        return output;
    int from = out_of_the_way(ends[0]), to = out_of_the_way(ends[1]);
    bool started = from >= 0 && to >= 0 && start(words, input, to, &child);
    close(to);
    if (started) {
        read_all(arena, from, &output);
        output.fine = finished_well(child);
    }
    close(from);
    return output;
}

struct output compiler_run(struct arena *arena, const char *const *words,
                           const char *input, size_t length) {
    struct output output = {0};
    if (!input)
        return run(arena, words, -1);
    int fd = nameless_file(arena, input, length);
    if (fd < 0)
        return output;
    fd = out_of_the_way(fd);
    output = run(arena, words, fd);
    close(fd);
    return output;
}
