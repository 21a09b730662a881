/* The address of a compound literal that holds references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

int look(struct pair *pair);

int test(Node *n) {
    Node **list = (Node *[]){n, n}; // expect: TLY0010
    return look(&(struct pair){n, n}) // expect: TLY0010
        + list[0]->value;
}
