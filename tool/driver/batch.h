/* The forms that read files and do not compile: tally rewrite, tally check. */
#ifndef TALLY_DRIVER_BATCH_H
#define TALLY_DRIVER_BATCH_H

#include "base/arena.h"
#include "driver/words.h"
#include "options.h"

/* `files` are rewritten or checked, each with the compiler flags `flags`.
 * Nothing is written unless all of them can be. Returns the exit code: 0
 * clean, 1 findings or would change, 2 for what cannot be read or written. */
int batch(enum form form, const string_list *files, const string_list *flags,
          const struct options *options, struct arena *arena);

#endif
