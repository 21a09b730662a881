/* What is nested too deep to be walked. */
#ifndef TALLY_SOURCE_DEPTH_H
#define TALLY_SOURCE_DEPTH_H

#include "base/diag.h"
#include "source/text.h"

#include <stdbool.h>

/* How many brackets, and how many statements, may be nested. A level takes up
 * to 10 kB of the stack, of which the driver gives 1 GB, or a quarter of that
 * where the system has less. */
#define DEPTH_MOST_NESTED 10000

/* True if nothing in the plain text could exhaust the stack, libclang's or
 * ours; else reports it. What macros expand to is for libclang's own limit.
 * O(text). */
bool depth_check(const struct source *source, struct diags *diags);

#endif
