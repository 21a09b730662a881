/* Knows the finalizer. */
#include "node.h"

#include <stdio.h>

tally_finalizer static void node_died(Node *self) {
    fprintf(stderr, "%d\n", self->next != NULL);
}

Node *other_make(Node *next) {
    return tally_new(Node, .next = next);
}
