/* Rings through two libraries, which both define what a ring is. */
#include "ring.h"

int main(void) {
    Ring *ring = one_make(two_make(one_make(ring_make(1, NULL))));
    printf("%d\n", ring->next->owner->number);
    one_close(ring);
    ring = two_make(NULL);
    ring = one_make(NULL);
    printf("%zu\n", tally_collect());
    ring = NULL;
    one_make(NULL);
    two_make(NULL);
    puts("end");
    return 0;
}
