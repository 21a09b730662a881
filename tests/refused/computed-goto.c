/* A computed goto in a function that handles references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n, int way) {
    static void *const labels[] = {&&first, &&second};
    Node *kept = n->next;
    goto *labels[way]; // expect: TLY0013
first:
    return kept->value;
second:
    return 0;
}
