/* Inline assembly that jumps, in a function that handles references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    Node *kept = n->next;
    __asm__ goto("" : : : : out); // expect: TLY0013
    return kept->value;
out:
    return 0;
}
