/* A macro of a variable's name would change what is released. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(void) {
    Node *n = tally_new(Node), *m = n;
#define n m // expect: TLY0037
    return n->value;
}
