/* tally_shared is still to come. */
#include <tally.h>

typedef struct tally_object tally_shared Node Node; // expect: TLY0014
struct Node {
    int value;
};

int test(Node *n) {
    return n->value;
}
