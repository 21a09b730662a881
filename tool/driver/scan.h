/* Does a unit use tally.h? Decided from text alone, in a millisecond or two,
 * so that units that do not use it never wait for libclang.
 *
 * The scan reads the main file and everything it includes, directly or not,
 * without evaluating conditions. Where it errs it must err towards "ours": the
 * pipeline then has another, exact look. So it follows every file that an
 * include could mean in any folder, not only the first, and what it cannot
 * follow (a computed include, an option that it does not understand) counts
 * as a doubt. The one thing that it takes for granted is that the headers of
 * the compiler, the C library and the kernel do not include tally.h. */
#ifndef TALLY_DRIVER_SCAN_H
#define TALLY_DRIVER_SCAN_H

#include "base/arena.h"
#include "driver/words.h"

#include <stdbool.h>
#include <stddef.h>

enum scan_verdict {
    SCAN_FOREIGN, /* does not use tally.h */
    SCAN_DOUBT,   /* cannot be told */
    SCAN_OURS     /* reaches tally.h, perhaps in an inactive region */
};

/* Where headers are looked for. */
struct scan_search {
    string_list quote_folders;   /* for "..." only */
    string_list include_folders; /* for both forms */
    string_list forced;          /* files of -include */
    const char *sysroot;         /* NULL: none */
    const char *tally_include;   /* searched last; NULL: not there */
};

/* The verdict for a main file. `text` holds its `length` bytes, or is NULL and
 * `file` is read; one that cannot be read is foreign, for the compiler to
 * complain about. O(bytes of all files reached). */
enum scan_verdict scan_unit(const char *file, const char *text, size_t length,
                            const struct scan_search *search,
                            struct arena *arena);

/* An include that finds another file once the main file's folder is searched
 * before all others, as it has to be for a text that is compiled elsewhere. */
struct scan_shadow {
    const char *includer; /* the file that includes; NULL: there is none */
    const char *name;     /* what it includes */
    const char *found;    /* what it would find, and does not mean */
};

/* Looks for one in all that the unit may include; with `brackets` that folder
 * is searched for the <> form too. Conservative, like the scan: conditions are
 * not evaluated. */
struct scan_shadow scan_shadows(const char *file, const char *text,
                                size_t length, const struct scan_search *search,
                                bool brackets, struct arena *arena);

#endif
