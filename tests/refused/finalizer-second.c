/* A type has one finalizer. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_finalizer static void first(Node *self) {
    self->value = 1;
}

tally_finalizer static void second(Node *self) { // expect: TLY0019
    self->value = 2;
}
