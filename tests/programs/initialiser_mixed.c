/* An initialiser of an array goes on by position behind a designator. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

static int value_of(const Node *n) {
    return n ? n->value : 0;
}

int main(void) {
    Node *n = tally_new(Node, .value = 1), *m = tally_new(Node, .value = 2);
    Node *nodes[6] = {n, [2] = m, n, [5] = tally_new(Node, .value = 5)};
    for (int i = 0; i < 6; i++)
        printf("%d", value_of(nodes[i]));
    printf("\n");
    return 0;
}
