/* What the programs of this folder have in common. */
#ifndef TRAPS_NODE_H
#define TRAPS_NODE_H

#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[8];
    Node *next;
};

static inline Node *make(int value, Node *next) {
    return tally_new(Node, .value = value, .name = "node", .next = next);
}

#endif
