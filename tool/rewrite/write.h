/* The file that the real compiler is given. */
#ifndef TALLY_REWRITE_WRITE_H
#define TALLY_REWRITE_WRITE_H

#include "base/arena.h"
#include "rewrite/edits.h"
#include "source/unit.h"

#include <stddef.h>

/* The unit's text with all edits made, behind two lines of ours: one makes
 * tally.h the counted one, one makes what follows line 1 of the original. A
 * byte order mark stays first. Needs what edits_apply needs. Result in the
 * arena. O(edits log edits + text). */
char *write_text(const struct unit *unit, const struct edits *edits,
                 struct arena *arena, size_t *length);

#endif
