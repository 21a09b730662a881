/* A ring of many nodes becomes unreachable, and is found and freed by one
 * collection. Argument: how many. */
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
};

static Node *build(long count) {
    Node *last = tally_new(Node);
    Node *first = last;
    for (long i = 1; i < count; i++)
        first = tally_new(Node, .next = first);
    last->next = first;
    return first;
}

int main(int argc, char **argv) {
    long count = argc > 1 ? atol(argv[1]) : 1000;
    Node *ring = build(count);
    printf("%d\n", ring->next != NULL);
    ring = NULL;
    fprintf(stderr, "found %zu\n", tally_collect());
    return 0;
}
