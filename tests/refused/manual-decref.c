/* Releasing by hand in a unit that tally rewrites. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void test(void) {
    Node *n = tally_new(Node);
    tally_decref(n); // expect: TLY0020
}
