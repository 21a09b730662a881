/* The one unit that knows what a Node is. */
#include "node.h"
#include "text.h"

#include <stdio.h>

struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

Node *node_new(const char *name, Node *next) {
    return tally_new(Node, .name = name, .next = next);
}

const Node *node_next(const Node *n) {
    return n->next;
}

void node_set_next(Node *n, Node *next) {
    n->next = next;
}

void node_print(const Node *n) {
    text_print(n ? n->name : "none");
}

int node_take_next(Node *n, Node **out) {
    *out = n->next;
    n->next = NULL;
    return *out != NULL;
}
