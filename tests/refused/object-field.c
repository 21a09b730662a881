/* An object inside another struct. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct holder {
    int count;
    Node node; // expect: TLY0009
};

int test(struct holder *h) {
    return h->node.value;
}
