#ifndef LIST_H
#define LIST_H

#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    int value;
};

Node *push(Node *head, int value);
int sum(const Node *list);

#endif
