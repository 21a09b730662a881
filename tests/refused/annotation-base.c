/* tally_base is still to come. */
#include <tally.h>

typedef struct tally_object tally_base Node Node; // expect: TLY0014
struct Node {
    int value;
};

int test(Node *n) {
    return n->value;
}
