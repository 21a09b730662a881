/* A struct type of a block cannot be named where its layout has to stand. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    struct pair { // expect: TLY0022
        Node *left, *right;
    } pair = {n, n};
    return pair.left->value;
}
