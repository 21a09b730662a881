/* The compile forms: tally-cc ARGS..., tally cc -- COMPILER ARGS... */
#ifndef TALLY_DRIVER_LAUNCH_H
#define TALLY_DRIVER_LAUNCH_H

#include "base/arena.h"
#include "driver/compiler.h"
#include "options.h"

#include <stddef.h>

/* Does what the compiler would do with these arguments, on rewritten texts
 * where units are ours. Returns the exit code: the compiler's own, or 1 where
 * we refuse; where nothing of ours is involved it becomes the compiler and does
 * not return. */
int launch(struct compiler compiler, const char *const *args, size_t count,
           const struct options *options, struct arena *arena);

/* Prints which compiler, header, runtime and front end are used. */
void launch_show(struct compiler compiler, struct arena *arena);

#endif
