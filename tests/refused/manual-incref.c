/* Counting by hand in a unit that tally rewrites. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void test(Node *n) {
    tally_incref(n); // expect: TLY0020
}
