/* The attributes of C23. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

[[reproducible]] static Node *second(const Node *n) { // expect: TLY0035
    return n->next;
}

int test(Node *n) {
    return second(n)->value;
}
