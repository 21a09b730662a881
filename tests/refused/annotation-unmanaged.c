/* tally_unmanaged is still to come. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_unmanaged void test(Node *n) { // expect: TLY0014
    n->value = 0;
}
