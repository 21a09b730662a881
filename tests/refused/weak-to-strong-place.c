/* The address of a weak place is no address of a strong one. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static void set(Node **place, Node *n) {
    *place = n;
}

void test(Node *n) {
    Node *tally_weak weak = n;
    set(&weak, n); // expect: TLY0005
}
