/* How count operations are spelled in C. */
#ifndef TALLY_REWRITE_EMIT_H
#define TALLY_REWRITE_EMIT_H

#include "base/diag.h"
#include "ir/func.h"
#include "rewrite/edits.h"

struct emitter; /* per unit: which helpers, descriptors and roots it needs */

struct emitter *emitter_new(const struct unit *unit, struct edits *edits, struct arena *arena, struct diags *diags);
/* The edits of one placed function. False, and diagnostics, where a type cannot be written. */
bool emit_function(struct emitter *emitter, const struct func *func);
/* What stands outside functions: helpers and descriptors before their first
 * use, the unit's static places at the end of the text. Once, after all functions. */
bool emit_unit(struct emitter *emitter);

#endif
