/* Which functions of the C library call nothing of the program. */
#include "ir/quiet.h"

#include <stddef.h>
#include <string.h>

static const char *const quiet[] = {
#define QUIET(name) #name,
#include "ir/quiet.def"
#undef QUIET
};

/* The compiler's own form of one, as fortified headers call it:
 * "__builtin___strcpy_chk". */
static bool is_form_of(const char *called, const char *name) {
    static const char builtin[] = "__builtin_", checked[] = "_chk";
    if (strncmp(called, builtin, sizeof builtin - 1) == 0)
        called += sizeof builtin - 1;
    if (strncmp(called, "__", 2) == 0 && strncmp(name, "__", 2) != 0)
        called += 2;
    size_t length = strlen(name);
    return strncmp(called, name, length) == 0 &&
           (called[length] == '\0' || strcmp(called + length, checked) == 0);
}

bool library_is_quiet(const char *name) {
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
        if (is_form_of(name, quiet[i]))
            return true;
    return false;
}
