/* A reference is not given to an unannotated void pointer parameter. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void keep(void *context);

void test(Node *n) {
    keep(n); // expect: TLY0007
}
