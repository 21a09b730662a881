/* Where the parts of tally are: found from the place of the program itself, so
 * that a build tree, an installation and a moved installation all work. Each
 * result is NULL where nothing was found. */
#ifndef TALLY_DRIVER_LOCATE_H
#define TALLY_DRIVER_LOCATE_H

#include "base/arena.h"

/* The folder that holds tally.h. */
const char *locate_include(struct arena *arena);
/* libtally.a and libtally.so, with their folder. */
const char *locate_static_runtime(struct arena *arena);
const char *locate_shared_runtime(struct arena *arena);
/* The module that holds the pipeline. */
const char *locate_front(struct arena *arena);

#endif
