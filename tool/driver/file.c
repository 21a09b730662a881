/* Whole files. */
#include "driver/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads up to `room` bytes; fewer only at the end. -1 on failure. */
static ssize_t read_fully(int fd, char *to, size_t room) {
    size_t length = 0;
    while (length < room) {
        ssize_t got = read(fd, to + length, room - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (!got)
            break;
        length += (size_t)got;
    }
    return (ssize_t)length;
}

bool file_read_open(int fd, struct arena *arena, struct file_text *text) {
    struct stat status;
    size_t room = (size_t)64 * 1024;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
        room = (size_t)status.st_size + 1;
    char *bytes = arena_alloc(arena, room + 1);
    size_t length = 0;
    for (;;) {
        ssize_t got = read_fully(fd, bytes + length, room - length);
        if (got < 0)
            return false;
        length += (size_t)got;
        if (length < room)
            break;
        char *larger = arena_alloc(arena, 2 * room + 1);
        memcpy(larger, bytes, length);
        bytes = larger;
        room *= 2;
    }
    *text = (struct file_text){.bytes = bytes, .length = length};
    return true;
}

/* Opens a regular file only: anything else could block, or never end. */
static int open_regular(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status = {0};
    if (fd < 0)
        return -1;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
        return fd;
    int error = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    close(fd);
    errno = error;
    return -1;
}

bool file_read(const char *path, struct arena *arena, struct file_text *text) {
    int fd = open_regular(path);
    if (fd < 0)
        return false;
    bool done = file_read_open(fd, arena, text);
    int error = errno;
    close(fd);
    errno = error;
    return done;
}

bool file_write_open(int fd, const char *bytes, size_t length) {
    while (length) {
        ssize_t done = write(fd, bytes, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        length -= (size_t)done;
    }
    return true;
}

/* Writes and closes; removes what failed. */
static bool finish(int fd, const char *path, const char *bytes, size_t length) {
    bool done = file_write_open(fd, bytes, length);
    int error = errno;
    if (close(fd) != 0 && done) {
        done = false;
        error = errno;
    }
    if (!done)
        unlink(path);
    errno = error;
    return done;
}

bool file_create(const char *path, const char *bytes, size_t length) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return fd >= 0 && finish(fd, path, bytes, length);
}

bool file_write(const char *path, const char *bytes, size_t length) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool done = file_write_open(fd, bytes, length);
    return close(fd) == 0 && done;
}

/* Those of the old file, or what the umask leaves for a new one. */
static mode_t permissions_for(const char *path) {
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

bool file_replace(const char *path, const char *bytes, size_t length,
                  struct arena *arena) {
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        return file_write(path, bytes, length);
    /* A link stays a link: what it leads to is replaced. */
    char *target = realpath(path, NULL);
    const char *name = target ? arena_strdup(arena, target) : path;
    free(target);
    char *beside = arena_printf(arena, "%s.XXXXXX", name);
    mode_t mode = permissions_for(name);
    int fd = mkstemp(beside);
    if (fd < 0)
        return false;
    fchmod(fd, mode);
    if (!finish(fd, beside, bytes, length))
        return false;
    if (rename(beside, name) == 0)
        return true;
    int error = errno;
    unlink(beside);
    errno = error;
    return false;
}

bool file_is_same(const char *one, const char *other) {
    struct stat a, b;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_ino == b.st_ino &&
           a.st_dev == b.st_dev;
}
