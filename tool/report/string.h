/* What JSON and SARIF share. */
#ifndef TALLY_REPORT_STRING_H
#define TALLY_REPORT_STRING_H

#include "report/report.h"

#include <jansson.h>

/* Any bytes as a JSON string: each that is not part of valid UTF-8 (RFC 3629)
 * becomes U+FFFD. A new reference, or NULL where memory is out. */
json_t *report_string(const char *bytes);

#endif
