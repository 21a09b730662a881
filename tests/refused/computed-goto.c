/* A computed goto that leaves a reference for one of its labels and not for
 * another. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n, int way) {
    static const void *const labels[] = {&&first, &&second};
    {
        Node *kept = n->next;
        goto *labels[way]; // expect: TLY0013
    first:
        return kept->value;
    }
second:
    return 0;
}
