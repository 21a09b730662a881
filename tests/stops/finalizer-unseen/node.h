/* A type whose finalizer is declared elsewhere. */
#ifndef NODE_H
#define NODE_H
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
};

Node *other_make(Node *next);

#endif
