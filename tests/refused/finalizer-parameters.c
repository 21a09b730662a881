/* A finalizer takes its object and nothing else. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_finalizer static void finalize(Node *self, int how) { // expect: TLY0019
    self->value = how;
}
