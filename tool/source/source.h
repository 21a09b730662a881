/* The source stage: text → struct unit. The only stage that knows libclang.
 *
 * A file is read into *plain text* and parsed. Later stages may find that an
 * edit falls into a macro call or into a header; the pipeline then asks
 * `source_make_plain` for just those and parses again, to a fixpoint. */
#ifndef TALLY_SOURCE_SOURCE_H
#define TALLY_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/diag.h"
#include "source/unit.h"

#include <stdbool.h>
#include <stddef.h>

/* What the source stage is told of one compilation. All strings are the caller's. */
struct source_request {
    const char *file;         /* main file, as the user named it */
    const char *const *flags; /* the front-end flags of the command line: -I -D -U -include -std= -iquote -isystem -m... -f..., NULL-terminated, without the compiler and the file */
    const char *const *compiler; /* argv prefix of the real compiler (launchers included), for -E; NULL-terminated */
    const char *tally_include;   /* folder that holds tally.h */
    const char *language;        /* "c", or NULL to take it from the suffix */
};

struct source; /* the plain text and its history; lives in the arena */

/* Reads the main file. NULL and a diagnostic where it cannot be read (missing,
 * a directory, binary). */
struct source *source_open(const struct source_request *request, struct arena *arena, struct diags *diags);

/* The same for a text in memory, as if it stood in request->file: our own
 * output, read back. */
struct source *source_open_text(const struct source_request *request, const char *text, size_t length, struct arena *arena);

/* Parses the current plain text. NULL if it has errors, which are in `diags` then. */
struct unit *source_parse(struct source *source, struct arena *arena, struct diags *diags);

/* What has to become plain before all edits can be made. Offsets and file
 * numbers are those of the unit that source_parse gave last. */
struct plain_request {
    VEC(uint32_t) macro_calls; /* indices in unit.macro_calls */
    VEC(uint32_t) files;       /* indices in unit.files: headers to inline */
};

/* Replaces those macro calls by their expansion (of the real compiler's own
 * -E) and inlines those headers, with every header on the way to them.
 * False, and a diagnostic, where that cannot be done. */
bool source_make_plain(struct source *source, const struct unit *unit, const struct plain_request *request, struct diags *diags);

#endif
