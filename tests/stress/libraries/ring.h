/* A type that every library defines for itself, with all that makes it. */
#ifndef RING_H
#define RING_H
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Ring Ring;
struct Ring {
    int number;
    Ring *next;
    Ring *tally_weak owner;
};

tally_finalizer static void ring_died(Ring *self) {
    printf("%d died\n", self->number);
}

static inline Ring *ring_make(int number, Ring *next) {
    Ring *ring = tally_new(Ring, .number = number, .next = next);
    ring->owner = next;
    return ring;
}

/* Each library has these by its own name. */
typedef Ring *ring_maker(Ring *next);
typedef void ring_closer(Ring *ring);

Ring *one_make(Ring *next);
void one_close(Ring *ring);
Ring *two_make(Ring *next);
void two_close(Ring *ring);

#endif
