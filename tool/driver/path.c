/* Names of files, as text. */
#include "driver/path.h"

#include <string.h>

const char *path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *path_folder(struct arena *arena, const char *path) {
    const char *name = path_name(path);
    if (name == path)
        return ".";
    size_t length = (size_t)(name - path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_strndup(arena, path, length);
}

const char *path_with_suffix(struct arena *arena, const char *path,
                             const char *suffix) {
    const char *dot = strrchr(path_name(path), '.');
    size_t stem = dot ? (size_t)(dot - path) : strlen(path);
    return arena_printf(arena, "%.*s%s", (int)stem, path, suffix);
}

const char *path_join(struct arena *arena, const char *folder,
                      const char *name) {
    if (name[0] == '/')
        return name;
    return arena_printf(arena, "%s/%s", folder, name);
}
