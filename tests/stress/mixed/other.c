/* Makes objects in the ordinary way: erased or counted, as it is compiled. */
#include "mixed.h"

Item *other_make(int value) {
    return tally_new(Item, .value = value);
}

int other_value(Item *item) {
    return item->value;
}
