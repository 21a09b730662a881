/* Where the parts of tally are. A build tree and an installation have the same
 * shape: bin, lib (or a folder of the architecture in it) and include, side by
 * side. */
#include "driver/locate.h"

#include "driver/path.h"

#include <glob.h>
#include <stddef.h>
#include <unistd.h>

/* The folder above that of the program. NULL where /proc is not there. */
static const char *root(struct arena *arena) {
    for (size_t room = 256;; room *= 2) {
        char *path = arena_alloc(arena, room);
        ssize_t length = readlink("/proc/self/exe", path, room - 1);
        if (length < 0)
            return NULL;
        if ((size_t)length < room - 1)
            return path_folder(arena, path_folder(arena, path));
    }
}

/* The first file that fits the pattern. */
static const char *match(struct arena *arena, const char *pattern) {
    glob_t found;
    if (glob(pattern, GLOB_NOSORT, NULL, &found) != 0)
        return NULL;
    const char *path = arena_strdup(arena, found.gl_pathv[0]);
    globfree(&found);
    return path;
}

static const char *find_library(struct arena *arena, const char *name) {
    static const char *const folders[] = {"lib", "lib64", "lib/*-linux-*"};
    const char *above = root(arena), *path = NULL;
    for (size_t i = 0; above && !path && i < 3; i++)
        path = match(arena,
                     arena_printf(arena, "%s/%s/%s", above, folders[i], name));
    return path;
}

const char *locate_include(struct arena *arena) {
    const char *above = root(arena);
    if (!above)
        return NULL;
    const char *folder = path_join(arena, above, "include");
    const char *header = path_join(arena, folder, "tally.h");
    return access(header, R_OK) == 0 ? folder : NULL;
}

const char *locate_static_runtime(struct arena *arena) {
    return find_library(arena, "libtally.a");
}

const char *locate_shared_runtime(struct arena *arena) {
    return find_library(arena, "libtally.so");
}

const char *locate_front(struct arena *arena) {
    return find_library(arena, "libtally-front.so");
}
