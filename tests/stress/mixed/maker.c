/* The rewritten half of a pair with manual.c. */
#include "mixed.h"

Item *other_make(int value) {
    return tally_new(Item, .value = value);
}
