/* An atomic reference. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static _Atomic(Node *) current; // expect: TLY0014

int test(void) {
    return current != 0;
}
