/* The #include lines of a C text, found without preprocessing it. */
#ifndef TALLY_DRIVER_SCAN_TEXT_H
#define TALLY_DRIVER_SCAN_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct include {
    char form;        /* '"', '<', or 0: computed, or not to be understood */
    const char *name; /* between the delimiters; NULL if computed */
};

/* A position in a text; fill all but `at` and set `at` to `begin`. */
struct include_reader {
    const char *begin, *at, *end; /* a NUL stands at `end` */
    struct arena *arena;
};

/* The next #include, #include_next or #import line, wherever it stands: also
 * in comments and in inactive regions. False at the end. */
bool include_next(struct include_reader *reader, struct include *include);

#endif
