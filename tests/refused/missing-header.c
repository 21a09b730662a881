/* A header that is not there. */
#include <tally.h>
#include "not-there.h" // expect: TLY0001

int unused_variable;
