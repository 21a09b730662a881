/* Headers that belong to the C library or the kernel, by name. */
#ifndef TALLY_DRIVER_SCAN_SYSTEM_H
#define TALLY_DRIVER_SCAN_SYSTEM_H

#include <stdbool.h>

/* Is this what ISO C, POSIX, glibc or Linux call one of their headers? Found in
 * a standard folder, such a file includes others of its kind only. */
bool is_system_header(const char *name);

#endif
