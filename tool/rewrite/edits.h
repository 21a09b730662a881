/* Text edits as data: collected, checked, applied together.
 *
 * An edit inserts text at an offset of the plain text, or replaces a range.
 * Insertions of one construct are made in pairs by `edits_wrap`, so that
 * constructs nest: what is wrapped around the wider range comes out further
 * outside, and of two wraps around the same range the later one is outside.
 *
 * Where an edit falls into a macro call or a header, it is not made; the call
 * or header is noted in `blocked`, and the pipeline makes it plain and starts
 * again. All edits of a unit are applied, or none. */
#ifndef TALLY_REWRITE_EDITS_H
#define TALLY_REWRITE_EDITS_H

#include "base/arena.h"
#include "source/source.h"
#include "source/unit.h"

#include <stdbool.h>
#include <stddef.h>

struct edits;

struct edits *edits_new(const struct unit *unit, struct arena *arena);

/* `prefix` before range.begin, `suffix` behind range.end. */
void edits_wrap(struct edits *edits, struct range range, const char *prefix, const char *suffix);
/* Text before range.begin: inside all wraps that begin earlier, outside those
 * that begin here. Several at one offset keep their order. */
void edits_before(struct edits *edits, struct range range, const char *text);
/* Text behind range.end: outside all wraps that end here. Several at one offset keep their order. */
void edits_behind(struct edits *edits, struct range range, const char *text);
/* The bytes of `range` become `text`. */
void edits_replace(struct edits *edits, struct range range, const char *text);

size_t edits_count(const struct edits *edits);
/* The macro calls and headers into which edits fell; empty lists when none did. */
const struct plain_request *edits_blocked(const struct edits *edits);
/* False, and which offset in `*at`, when edits overlap: our own mistake. */
bool edits_check(const struct edits *edits, size_t *at);
/* Do all names that edits write mean there what they say? Reports those that
 * a macro of the user's stands for. O(edits * macros). */
bool edits_check_names(const struct edits *edits, struct diags *diags);
/* The plain text with all edits made. Needs no blocked ones and edits_check.
 * O(edits log edits + text). Result in the arena. */
char *edits_apply(const struct edits *edits, size_t *length);
/* One edit a line, for --dump=edits: original line, offset, what. */
void edits_print(const struct edits *edits, FILE *out);

#endif
