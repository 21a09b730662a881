/* A call without a prototype says nothing of its arguments. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int use();

int test(Node *n) {
    return use(n); // expect: TLY0013
}
