/* A library: makes rings, and closes them. */
#include "ring.h"

static Ring *kept;

Ring *two_make(Ring *next) {
    Ring *ring = ring_make(next ? next->number + 200 : 200, next);
    kept = ring;
    return ring;
}

void two_close(Ring *ring) {
    Ring *last = ring;
    while (last->next)
        last = last->next;
    last->next = ring;
}
