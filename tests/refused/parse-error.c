/* What the compiler front end refuses is reported as it is. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int broken(Node *n) {
    return n->nothing; // expect: TLY0001
}
