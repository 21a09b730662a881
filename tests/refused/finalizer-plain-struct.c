/* A finalizer takes an object. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct plain {
    int value;
};

tally_finalizer static void finalize(struct plain *self) { // expect: TLY0019
    self->value = 0;
}
