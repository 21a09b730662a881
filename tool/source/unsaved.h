/* The texts that libclang gets from us rather than from the disk. */
#ifndef TALLY_SOURCE_UNSAVED_H
#define TALLY_SOURCE_UNSAVED_H

#include "base/arena.h"
#include "base/vec.h"

#include <clang-c/Index.h>
#include <stdbool.h>
#include <stddef.h>

struct unsaved_files {
    struct arena *arena;
    VEC(struct CXUnsavedFile) list;
};

/* Adds a text, the user's own nullability qualifiers blanked: place
 * annotations are nullability under the tool. Offsets stay. */
void unsaved_add(struct unsaved_files *files, const char *path,
                 const char *text, size_t length);
/* Adds the headers of `tu` that have such qualifiers. True if there is one. */
bool unsaved_add_headers(struct unsaved_files *files, CXTranslationUnit tu);

#endif
