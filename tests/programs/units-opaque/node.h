/* A type that only node.c knows: the other units handle it by reference. */
#ifndef NODE_H
#define NODE_H

#include <tally.h>

typedef struct tally_object Node Node;

Node *node_new(const char *name, Node *next);
const Node *node_next(const Node *n);
void node_set_next(Node *n, Node *next);
void node_print(const Node *n);
int node_take_next(Node *n, Node **out);

#endif
