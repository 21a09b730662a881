/* A deep tree whose every node has children on both sides of the deep one, in
 * an array, in a nested struct and behind a weak reference: freeing it has to
 * come back to each node in the middle of its references. Argument: how
 * deep. */
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *teeth[2];
    struct {
        int number;
        Node *deep;
    } spine;
    Node *tally_weak above;
    Node *last;
};

static Node *build(long depth) {
    Node *top = NULL;
    for (long i = 0; i < depth; i++) {
        Node *node = tally_new(Node, .last = tally_new(Node));
        node->teeth[0] = tally_new(Node);
        node->teeth[1] = tally_new(Node);
        node->spine.deep = top;
        if (top != NULL)
            top->above = node;
        top = node;
    }
    return top;
}

int main(int argc, char **argv) {
    long depth = argc > 1 ? atol(argv[1]) : 1000;
    Node *top = build(depth);
    Node *second = top->spine.deep;
    printf("%d\n", second->above == top);
    top = NULL;
    fprintf(stderr, "%d\n", second->above == NULL);
    return 0;
}
