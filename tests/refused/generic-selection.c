/* _Generic whose arms have one type: which one is selected? */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    return _Generic(n, Node *: n->value, default: 0); // expect: TLY0013
}
