/* Texts that are compiled elsewhere than their original lies.
 *
 * Such a text needs its original's folder searched before all others. Where
 * that would make an include find another file than it does, nothing is safe:
 * every form that gives such a text away refuses the unit. */
#ifndef TALLY_DRIVER_SHADOW_H
#define TALLY_DRIVER_SHADOW_H

#include "driver/command.h"
#include "driver/compiler.h"
#include "driver/scan.h"

/* Where a command finds headers. `tally_include` may be NULL. */
struct scan_search shadow_search(const struct command *command,
                                 const char *tally_include);

/* True, and says so, if the unit of this main file is one to refuse. */
bool shadow_refuses(const char *file, const struct scan_search *search,
                    const struct compiler *compiler, struct arena *arena);

#endif
