/* An object passed by value. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node n) { // expect: TLY0009
    return n.value;
}
