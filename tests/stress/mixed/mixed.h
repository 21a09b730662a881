/* What the units of the mixed programs share. */
#ifndef MIXED_H
#define MIXED_H

#include <tally.h>

typedef struct tally_object Item Item;
struct Item {
    int value;
    Item *next;
};

Item *other_make(int value); /* in erased.c, manual.c or other.c */
int other_value(Item *item);

#endif
