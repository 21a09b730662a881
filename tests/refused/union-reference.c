/* A union does not say which member is alive. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

union either {
    Node *node; // expect: TLY0011
    int number;
};

int test(union either *u) {
    return u->number;
}
