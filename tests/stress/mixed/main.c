/* Uses objects of another unit and has some of its own. */
#include "mixed.h"

#include <stdio.h>

int main(void) {
    Item *own = tally_new(Item, .value = 1);
    own->next = other_make(2);
    printf("%d %d\n", own->value, other_value(own->next));
    own->next->next = own;
    return 0;
}
