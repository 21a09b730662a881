/* A struct that holds references is stored from a compound literal. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

void test(struct pair *to, Node *n) {
    *to = (struct pair){n, n}; // expect: TLY0010
}
