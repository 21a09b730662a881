/* Depfiles: what -MD and -MMD ask for.
 *
 * What is compiled is a temporary text in which headers may have been inlined,
 * so its own depfile would name the wrong files. The depfile is written in a
 * run of its own from the original, with the target that the real compilation
 * has. */
#ifndef TALLY_DRIVER_DEPFILE_H
#define TALLY_DRIVER_DEPFILE_H

#include "base/arena.h"
#include "driver/command.h"
#include "driver/compiler.h"

/* Where the depfile of an input goes, and the default target in it: as gcc and
 * clang name them. */
const char *depfile_name(const struct command *command,
                         const struct compiler *compiler,
                         const struct input *input);
const char *depfile_target(const struct command *command,
                           const struct compiler *compiler,
                           const struct input *input);

/* The command line that writes the depfile of an input. `extra` are our own
 * front-end flags. For tcc, which only writes depfiles while it compiles, it
 * goes to `folder`/depfile and the object beside it: see depfile_finish. */
const char *const *depfile_words(const struct command *command,
                                 const struct compiler *compiler,
                                 const struct input *input,
                                 const char *const *extra, const char *folder);
/* After tcc: puts the depfile in its place, with the right target. False, after
 * printing why, where that cannot be done. */
bool depfile_finish(const struct command *command,
                    const struct compiler *compiler, const struct input *input,
                    const char *folder);

#endif
