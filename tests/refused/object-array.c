/* Objects as elements, parameters and results. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node nodes[3]; // expect: TLY0009

static int value_of(Node node) { // expect: TLY0009
    return node.value;
}

int test(void) {
    Node *some = &nodes[0], many[2] = {{0}}; // expect: TLY0009
    return some->value + value_of(many[0]);
}
