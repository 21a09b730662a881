#ifndef SHARED_H
#define SHARED_H
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int number;
    Node *next;
};
tally_finalizer void node_dies(Node *self);

extern Node registry;
extern const Node nil;

#define IS_NIL(node) ((node) == &nil)
#define LOCAL(name, value) Node name = {.number = (value)}

static inline int count(const Node *from) {
    int found = 0;
    for (; from && !IS_NIL(from); from = from->next)
        found++;
    return found;
}

void enter(Node *node);
#endif
