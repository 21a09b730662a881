/* Replacing #include lines by the headers that they name. */
#ifndef TALLY_SOURCE_INLINE_H
#define TALLY_SOURCE_INLINE_H

#include "source/text.h"

/* Adds to `splices` what puts the headers of the request, and all headers on
 * the way to them, into the text. False, and a diagnostic, where one of them
 * cannot be inlined. The splices are not sorted. */
bool inline_headers(struct source *source, const struct unit *unit,
                    const struct plain_request *request, splice_list *splices,
                    struct diags *diags);

/* A path as a #line directive spells it: without "./", escaped. */
const char *line_name(struct arena *arena, const char *path);

#endif
