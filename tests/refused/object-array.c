/* An array of objects. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(void) {
    static Node nodes[4]; // expect: TLY0009
    return nodes[1].value;
}
