/* A subscript is arithmetic. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    return n[1].value; // expect: TLY0008
}
