/* A variable length array of references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(int count, Node *n) {
    Node *items[count]; // expect: TLY0013
    items[0] = n;
    return items[0]->value;
}
