/* Knows that Rings are in cycles. */
#include <stdio.h>

#include "ring.h"

struct Link {
    Ring *back;
};

void ring_died(Ring *self) {
    fprintf(stderr, "free %s\n", self->name);
}

Link *link_to(Ring *ring) {
    return tally_new(Link, .back = ring);
}

Ring *ring_own(const char *name) {
    Ring *ring = tally_new(Ring, .name = name);
    ring->link = link_to(ring);
    return ring;
}
