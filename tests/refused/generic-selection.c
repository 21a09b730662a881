/* _Generic over references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static int of_node(Node *n) {
    return n->value;
}

int test(Node *n) {
    return _Generic(n, Node *: of_node, default: 0)(n->next); // expect: TLY0013
}
