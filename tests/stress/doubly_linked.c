/* A list with strong references in both directions: as many cycles as nodes.
 * Argument: how many. */
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next, *previous;
};

static Node *build(long count) {
    Node *list = tally_new(Node);
    for (long i = 1; i < count; i++) {
        Node *node = tally_new(Node, .next = list);
        list->previous = node;
        list = node;
    }
    return list;
}

int main(int argc, char **argv) {
    long count = argc > 1 ? atol(argv[1]) : 1000;
    Node *list = build(count);
    printf("%d\n", list->next != NULL);
    list = NULL;
    fprintf(stderr, "found %zu\n", tally_collect());
    return 0;
}
