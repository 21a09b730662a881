/* A type that can reach itself is never proved acyclic. */
#include <tally.h>

typedef struct tally_object tally_acyclic Node Node; // expect: TLY0026
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    return n->value;
}
