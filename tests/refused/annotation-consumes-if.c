/* tally_consumes_if is still to come. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int offer(Node *n tally_consumes_if(result == 0)); // expect: TLY0014

int test(Node *n) {
    return n->value;
}
