/* A parameter in a register that would become a variable of the function. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int looks(register Node *n) {
    return n->value;
}

int test(register Node *n) { // expect: TLY0013
    n = n->next;
    return n->value;
}
