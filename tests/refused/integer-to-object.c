/* A sentinel that is no object. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    return n == (Node *)-1; // expect: TLY0006
}
