/* The message about a shadow; scan.c finds it. */
#include "driver/shadow.h"

#include <stdio.h>

struct scan_search shadow_search(const struct command *command,
                                 const char *tally_include) {
    return (struct scan_search){
        .quote_folders = command->quote_folders,
        .include_folders = command->include_folders,
        .forced = command->forced,
        .sysroot = command->sysroot,
        .tally_include = tally_include,
    };
}

bool shadow_refuses(const char *file, const struct scan_search *search,
                    const struct compiler *compiler, struct arena *arena) {
    bool brackets = compiler->family == COMPILER_TCC; /* it has no -iquote */
    struct scan_shadow shadow =
        scan_shadows(file, NULL, 0, search, brackets, arena);
    if (!shadow.includer)
        return false;
    fprintf(stderr,
            "%s: error: includes '%s', and would find '%s' when '%s' is "
            "compiled\n%s: note: give one of the two files another name\n",
            shadow.includer, shadow.name, shadow.found, file, shadow.includer);
    return true;
}
