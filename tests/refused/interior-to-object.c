/* The address of a field is no reference. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

Node *test(Node *n) {
    return (Node *)&n->value; // expect: TLY0006
}
