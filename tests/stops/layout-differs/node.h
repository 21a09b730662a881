/* A type of which two units see two layouts. */
#ifndef NODE_H
#define NODE_H
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
#ifdef WIDE
    Node *before;
#endif
    Node *next;
};

Node *other_make(Node *next);

#endif
