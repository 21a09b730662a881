/* The address of a strong place is no address of a weak one. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static void set(Node *tally_weak *place, Node *n) {
    *place = n;
}

void test(Node *n) {
    set(&n->next, n); // expect: TLY0005
}
