/* Names of files, as text: nothing here looks at the file system. */
#ifndef TALLY_DRIVER_PATH_H
#define TALLY_DRIVER_PATH_H

#include "base/arena.h"

/* The last part of a path; "" if it ends with a slash. */
const char *path_name(const char *path);
/* What stands before it, without the slash: "." if nothing does. */
const char *path_folder(struct arena *arena, const char *path);
/* `path` with the last suffix of its name replaced: "a/b.c" ".o" → "a/b.o".
 * A name without a suffix gets one. */
const char *path_with_suffix(struct arena *arena, const char *path,
                             const char *suffix);
/* "folder/name"; `name` itself if it is absolute. */
const char *path_join(struct arena *arena, const char *folder,
                      const char *name);

#endif
