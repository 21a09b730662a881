/* A finalizer gives nothing. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_finalizer static int finalize(Node *self) { // expect: TLY0019
    return self->value;
}
