/* A reference in a void pointer variable would not be counted. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static void *saved;

void test(Node *n) {
    saved = n; // expect: TLY0007
}
