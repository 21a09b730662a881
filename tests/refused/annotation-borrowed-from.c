/* tally_borrowed_from is still to come. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_borrowed_from(n) int *value(Node *n); // expect: TLY0014

int test(Node *n) {
    return n->value;
}
