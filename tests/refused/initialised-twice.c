/* A reference that two initialisers of a list are for. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

struct deep {
    struct pair pair;
};

int test(Node *n, struct pair *from) {
    struct pair pair = {.left = n, .left = n}; // expect: TLY0013
    struct deep deep = {*from, .pair.right = n}; // expect: TLY0013
    return pair.left->value + deep.pair.left->value;
}
