/* GNU statement expressions that handle references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    return ({ Node *next = n->next; next->value; }); // expect: TLY0013
}
