/* A Paint refers to nothing: no Shape can be in a cycle. */
#ifndef PAINT_H
#define PAINT_H
#include "shape.h"

struct Paint {
    const char *colour;
};

tally_finalizer static void paint_died(Paint *self) {
    fprintf(stderr, "free %s\n", self->colour);
}

#endif
