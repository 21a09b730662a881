/* Compilers merge calls of pure functions; each result is a count of its own. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

__attribute__((pure)) static Node *second(const Node *n) { // expect: TLY0035
    return n->next;
}

[[gnu::const]] Node *same(Node *n); // expect: TLY0035

int test(Node *n) {
    return second(n)->value + same(n)->value;
}
