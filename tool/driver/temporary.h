/* Temporary files: nothing of them is left, whichever way the process ends
 * (but by SIGKILL).
 *
 * All lie in one folder below TMPDIR. Its name is made from what will be in
 * it, so that the same input gives the same command lines: ccache and
 * reproducible builds depend on that. */
#ifndef TALLY_DRIVER_TEMPORARY_H
#define TALLY_DRIVER_TEMPORARY_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Makes a folder for contents with that hash. NULL, after printing why, where
 * that cannot be done. */
const char *temporary_folder(struct arena *arena, uint64_t hash);
/* Makes a folder below another one. */
const char *temporary_subfolder(struct arena *arena, const char *folder,
                                const char *name);
/* The path of a file in a folder, which from now on will be removed. */
const char *temporary_file(struct arena *arena, const char *folder,
                           const char *name);
/* Writes a new one. NULL, after printing why, where that cannot be done. */
const char *temporary_text(struct arena *arena, const char *folder,
                           const char *name, const char *bytes, size_t length);
/* Removes all. Also done at exit and by signals that end us. */
void temporary_remove_all(void);

/* The process that we wait for: a signal that ends us ends it too. 0: none. */
void temporary_set_child(pid_t child);

/* `hash` and those bytes. Start with 0. */
uint64_t temporary_hash(uint64_t hash, const void *bytes, size_t length);

#endif
