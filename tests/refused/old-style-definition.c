/* A K&R definition that takes references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(n) // expect: TLY0013
    Node *n;
{
    return n->value;
}
