/* goto into a block, past the declaration of a reference. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(int flag) {
    if (flag)
        goto inside; // expect: TLY0038
    {
        Node *n = tally_new(Node);
        n->value = 1;
    inside:
        return 2;
    }
}
