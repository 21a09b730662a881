/* Zeroing a place by memset would lose a count. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <string.h>

void test(Node *n) {
    memset(&n->next, 0, sizeof n->next); // expect: TLY0032
}
