/* One object type does not become another. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

typedef struct tally_object Other Other;
struct Other {
    int value;
};

int test(Node *n) {
    Other *other = (Other *)n; // expect: TLY0006
    return other->value;
}
