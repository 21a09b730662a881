/* --dump=unit: what the source stage copied, for people and golden tests. */
#ifndef TALLY_SOURCE_UNIT_PRINT_H
#define TALLY_SOURCE_UNIT_PRINT_H

#include "source/unit.h"

#include <stdio.h>

/* Records that are objects or hold references, file-scope declarations of the
 * user's files, and functions as trees, a node a line:
 *
 *     assign '=' @12:5-12:16 : struct Node *
 *
 * Places are lines and columns of the original; `@a:b-c:d` is followed by
 * `~` at an end that lies in a macro call. Stable: no addresses, no system
 * headers. */
void unit_print(const struct unit *unit, FILE *out);

#endif
