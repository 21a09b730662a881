/* How a program is linked with the runtime. */
#ifndef TALLY_DRIVER_RUNTIME_H
#define TALLY_DRIVER_RUNTIME_H

#include "driver/command.h"
#include "driver/compiler.h"

/* What stands at the end of a link line; nothing where the command does not
 * link, links without libraries, or names the runtime itself. A program that
 * does not use the runtime does not come to need it by these words.
 *
 * The shared library is preferred, because a process must have one runtime
 * only, whatever it loads; TALLY_RUNTIME=static, shared or none says otherwise,
 * and -static means static. */
const char *const *runtime_words(const struct command *command,
                                 const struct compiler *compiler);

#endif
