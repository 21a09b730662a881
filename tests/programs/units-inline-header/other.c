/* Shares the header, and has the finalizer. */
#include "other.h"

#include <stdio.h>

void node_finalize(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

void other_fill(struct list *list, int from, int to) {
    for (int i = from; i <= to; i++)
        list_push(list, i);
}

Node *other_take(struct list *list, int value) {
    Node *n;
    while ((n = list_pop(list)) && n->value != value)
        ;
    return n;
}
