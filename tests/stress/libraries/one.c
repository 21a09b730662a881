/* A library: makes rings, and closes them. */
#include "ring.h"

static Ring *kept;

Ring *one_make(Ring *next) {
    Ring *ring = ring_make(next ? next->number + 100 : 100, next);
    kept = ring;
    return ring;
}

void one_close(Ring *ring) {
    Ring *last = ring;
    while (last->next)
        last = last->next;
    last->next = ring;
}
