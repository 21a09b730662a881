/* Asking the real compiler to preprocess. */
#ifndef TALLY_SOURCE_COMPILER_H
#define TALLY_SOURCE_COMPILER_H

#include "base/arena.h"
#include "base/vec.h"
#include "source/source.h"

#include <stdbool.h>
#include <stddef.h>

typedef VEC(const char *) argument_list; /* NULL-terminated by its user */

struct output {
    char *text; /* what it printed, NUL-terminated, in the arena */
    size_t length;
    bool fine; /* it ran, and exited with 0 */
};

/* Runs words[0], found by PATH, without a shell. Its standard input is a file
 * that holds the bytes of `input` (NULL: empty); its messages are dropped. */
struct output compiler_run(struct arena *arena, const char *const *words,
                           const char *input, size_t length);

#endif
