/* A Ring, of which only ring.c knows that its Link leads back to it. */
#ifndef RING_H
#define RING_H
#include <tally.h>

typedef struct tally_object Link Link;
typedef struct tally_object Ring Ring;
struct Ring {
    const char *name;
    Link *link;
};

void ring_died(Ring *self) tally_finalizer;
Link *link_to(Ring *ring);
Ring *ring_own(const char *name);

#endif
