/* The first weak references, to what others made. */
#include "watch.h"

#include <stdio.h>

static Shape *tally_weak shape_seen;
static Ring *tally_weak ring_seen;

void watch(Shape *shape, Ring *ring) {
    shape_seen = shape;
    ring_seen = ring;
}

void watch_report(const char *when) {
    Shape *shape = shape_seen;
    Ring *ring = ring_seen;
    fprintf(stderr, "%s: %s, %s\n", when, shape ? shape->name : "no shape",
            ring ? ring->name : "no ring");
}
