/* A reference in a register has no address to store through. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    register Node *next = n->next; // expect: TLY0013
    return next->value;
}
