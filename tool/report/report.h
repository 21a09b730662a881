/* Diagnostics, written out: as text in the compilers' format, as JSON, or as
 * SARIF 2.1.0 (OASIS Standard, 2020).
 *
 * Text needs nothing but the C library and is written by the driver itself;
 * the other two need jansson, which is loaded with the front end. */
#ifndef TALLY_REPORT_REPORT_H
#define TALLY_REPORT_REPORT_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdio.h>

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_SARIF };

/* Each diagnostic with the line that it speaks of, where that can be read:
 *
 *     list.c:12:9: error: a reference becomes 'void *' [TLY0007]
 *        12 |     raw = node;
 *           |           ^~~~
 *     list.c:12:9: note: use tally_leak ... */
void report_text(const struct diags *diags, bool color, FILE *out);

/* One document of the format, which is not REPORT_TEXT. False where memory is
 * out or `out` takes no more. */
typedef bool report_function(enum report_format format,
                             const struct diags *diags, FILE *out);

/* The module's entry for it, and its name for dlsym. */
report_function tally_report_main;
#define REPORT_SYMBOL "tally_report_main"

/* The two behind it. */
bool report_json(const struct diags *diags, FILE *out);
bool report_sarif(const struct diags *diags, FILE *out);

/* Line `number` (1-based) of a file, without its end; NULL where it cannot be
 * read. The caller frees it. */
char *report_line(const char *file, unsigned number);

#endif
