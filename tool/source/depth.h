/* Expressions that are too deep to be walked. */
#ifndef TALLY_SOURCE_DEPTH_H
#define TALLY_SOURCE_DEPTH_H

#include "base/diag.h"
#include "source/text.h"

#include <stdbool.h>

/* True if no expression of the plain text has so many operators that its tree
 * could exhaust the stack, libclang's or ours; else reports it. O(text). */
bool depth_check(const struct source *source, struct diags *diags);

#endif
