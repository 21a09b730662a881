/* A copy of a struct whose type only a block knows: no function can make it. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    struct pair {
        Node *left, *right;
    } a = {n, n}, b;
    b = a; // expect: TLY0022
    return b.left->value;
}
