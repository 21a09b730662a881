/* The difference of two references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

long test(Node *a, Node *b) {
    return a - b; // expect: TLY0008
}
