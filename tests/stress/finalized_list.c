/* A list whose nodes have finalizers, which run in the order of the list.
 * Argument: how many nodes. */
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    long number;
};

static long finalized, out_of_order;

tally_finalizer static void node_delete(Node *self) {
    if (self->number != finalized)
        out_of_order++;
    finalized++;
}

static Node *build(long count) {
    Node *list = NULL;
    for (long i = count - 1; i >= 0; i--)
        list = tally_new(Node, .next = list, .number = i);
    return list;
}

int main(int argc, char **argv) {
    long count = argc > 1 ? atol(argv[1]) : 1000;
    Node *list = build(count);
    printf("%ld\n", list->number);
    list = NULL;
    fprintf(stderr, "finalized %ld, out of order %ld\n", finalized,
            out_of_order);
    return 0;
}
