/* Translation validation: the written text is parsed again, the count
 * operations that it spells are lowered again, and the result must pass the
 * checker and equal what was placed. Emission is not trusted.
 *
 * (After G. Necula, "Translation validation for an optimizing compiler",
 * PLDI 2000: the output of each run is checked, not the translator.) */
#ifndef TALLY_REWRITE_VALIDATE_H
#define TALLY_REWRITE_VALIDATE_H

#include "base/diag.h"
#include "ir/func.h"
#include "source/source.h"

#include <stdbool.h>
#include <stddef.h>

/* `placed` are the functions that `text` was emitted from. False, and a
 * diagnostic for each function that differs, names it. One more parse. */
bool validate_text(const struct source_request *request, const char *text,
                   size_t length, struct func *const *placed, size_t count,
                   struct arena *arena, struct diags *diags);

#endif
