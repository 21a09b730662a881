/* A void pointer does not become a reference by itself. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(void *context) {
    Node *n = context; // expect: TLY0006
    return n->value;
}
