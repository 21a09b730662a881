/* An unowned reference from a part to the whole, which is being released. */
// compilers: gcc clang
// flags: -DTALLY_DEBUG
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *part;
    Node *tally_unowned whole;
};

tally_finalizer static void node_died(Node *self) {
    if (self->part)
        return;
    fprintf(stderr, "so far\n");
    Node *whole = self->whole; // stops: is read at unowned-dying.c:19, while
    fprintf(stderr, "too far %d\n", whole->value);
}

int main(void) {
    Node *n = tally_new(Node, .value = 1);
    n->part = tally_new(Node, .value = 2, .whole = n);
    return 0;
}
