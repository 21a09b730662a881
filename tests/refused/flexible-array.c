/* A flexible array member that holds references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int count;
    Node *children[]; // expect: TLY0013
};

int test(Node *n) {
    return n->children[0]->count;
}
