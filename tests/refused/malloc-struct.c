/* Raw memory does not become a struct that holds references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdlib.h>

struct pair {
    Node *left, *right;
};

void test(Node *n) {
    struct pair *p = malloc(sizeof *p); // expect: TLY0006
    p->left = n;
}
