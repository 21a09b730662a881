/* Included once, by a guard. */
#ifndef UTIL_H
#define UTIL_H
#include "node.h"
static inline Node *last(Node *n) {
    while (n->next)
        n = n->next;
    return n;
}
static inline void push(Node **head, Node *n) {
    n->next = *head;
    *head = n;
}
#endif
