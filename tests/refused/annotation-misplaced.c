/* An annotation of types on a function. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_acyclic int test(Node *n); // expect: TLY0014

int test(Node *n) {
    return n->value;
}
