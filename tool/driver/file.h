/* Whole files: read at once, written completely or not at all. */
#ifndef TALLY_DRIVER_FILE_H
#define TALLY_DRIVER_FILE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct file_text {
    const char *bytes; /* a NUL stands behind them */
    size_t length;
};

/* Reads a regular file. False, and errno, where that cannot be done: EISDIR
 * for a folder, EINVAL for a device or pipe. */
bool file_read(const char *path, struct arena *arena, struct file_text *text);
/* Reads what is left of an open file, of any kind. */
bool file_read_open(int fd, struct arena *arena, struct file_text *text);
/* Makes a new file; fails with EEXIST where there is one. */
bool file_create(const char *path, const char *bytes, size_t length);
/* Writes beside `path`, then renames, so that `path` holds the old text or the
 * new one at any time. Keeps the permissions of an old file. False, and errno,
 * and nothing changed, where that cannot be done. */
bool file_replace(const char *path, const char *bytes, size_t length,
                  struct arena *arena);
/* Writes into `path` itself: for devices, and for what is no regular file. */
bool file_write(const char *path, const char *bytes, size_t length);
bool file_write_open(int fd, const char *bytes, size_t length);
/* True if both names lead to one file, which is there. */
bool file_is_same(const char *one, const char *other);

#endif
