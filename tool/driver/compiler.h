/* The real compiler: which one it is, how it is called, what it understands. */
#ifndef TALLY_DRIVER_COMPILER_H
#define TALLY_DRIVER_COMPILER_H

#include "base/arena.h"
#include "driver/words.h"

#include <stdbool.h>
#include <stddef.h>

enum compiler_family {
    COMPILER_GCC, /* also what we do not know */
    COMPILER_CLANG,
    COMPILER_TCC
};

struct compiler {
    const char *const *words; /* launchers (ccache) and the compiler itself;
                               * NULL-terminated */
    size_t count;             /* of words */
    enum compiler_family family;
    bool cxx; /* takes .c files for C++ */
};

/* That of TALLY_CC, which may hold launchers too; `cc` where it is not set. */
struct compiler compiler_of_environment(struct arena *arena);
/* That at the head of a command line of at least one word: this word, or more
 * where it is a launcher. */
struct compiler compiler_of_words(const char *const *words, size_t count,
                                  struct arena *arena);

/* Makes sure that the compiler is not tally itself: an entry of PATH that
 * leads to us (a link called cc) is passed over in favour of the next. False
 * where the name can only mean us, or where we run as our own compiler. */
bool compiler_is_another(struct compiler *compiler, struct arena *arena);
/* Lets programs that we start find out that we started them. */
void compiler_mark_environment(void);

/* The option for a folder that is searched after all others. */
const char *compiler_include_after(const struct compiler *compiler);

#endif
