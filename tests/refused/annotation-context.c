/* tally_context is still to come. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void every(void (*fn)(void *),
           void *context tally_context(fn, 0)); // expect: TLY0014

int test(Node *n) {
    return n->value;
}
