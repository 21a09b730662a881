/* The unit as text, for --dump=unit: stable, small, no addresses. */
#ifndef TALLY_REPORT_UNIT_TEXT_H
#define TALLY_REPORT_UNIT_TEXT_H

#include "source/unit.h"

#include <stdio.h>

/* Types that hold references, with the places in them; then the tree of each
 * function, or of the one called `only` (NULL: all). */
void unit_print(const struct unit *unit, const char *only, FILE *out);

#endif
