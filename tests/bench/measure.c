/* Runs a program and writes what it took: CPU microseconds, with its children,
 * and peak KiB of resident memory.
 *
 *     measure RESULT PROGRAM ARGUMENT...
 *
 * A process inherits the peak of the one that it is forked from, so the
 * program is started from this small one, not from Python. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static long long microseconds(struct timeval time) {
    return (long long)time.tv_sec * 1000000 + time.tv_usec;
}

static void write_result(const char *path, const struct rusage *usage) {
    FILE *out = fopen(path, "w");
    if (out == NULL) {
        perror(path);
        exit(127);
    }
    fprintf(out, "%lld %ld\n",
            microseconds(usage->ru_utime) + microseconds(usage->ru_stime),
            usage->ru_maxrss);
    fclose(out);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: measure RESULT PROGRAM ARGUMENT...\n");
        return 2;
    }
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 127;
    }
    write_result(argv[1], &usage);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
