/* tally_consumed is still to come. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void take(Node *n tally_consumed); // expect: TLY0014

int test(Node *n) {
    return n->value;
}
