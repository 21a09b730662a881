/* Functions that call nothing of the program; quiet.def is the table. */
#ifndef TALLY_IR_QUIET_H
#define TALLY_IR_QUIET_H

#include <stdbool.h>

/* Is it a function of the C library, or a compiler's form of one, that calls
 * nothing of the program's but what it is given? Linear in the table. */
bool library_is_quiet(const char *name);

#endif
