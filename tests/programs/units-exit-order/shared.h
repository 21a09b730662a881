#ifndef SHARED_H
#define SHARED_H

#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};
tally_finalizer void free_node(Node *self);

extern Node *first, *second, *third;

void name_second(void);

#endif
