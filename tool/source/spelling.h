/* Spellings that the lexical view (scan.h) does not see through. */
#ifndef TALLY_SOURCE_SPELLING_H
#define TALLY_SOURCE_SPELLING_H

#include "base/diag.h"
#include "source/text.h"

#include <stdbool.h>

/* True if the plain text has none; else reports the first one. A line that is
 * continued within a token, an escape or the mark of a comment is such a
 * spelling, and so is the trigraph of the backslash, where it is one. Macro
 * definitions may have them. O(text). */
bool spelling_check(const struct source *source, struct diags *diags);

#endif
