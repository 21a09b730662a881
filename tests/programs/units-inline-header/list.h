/* Static inline functions in a header that make, store, walk and drop
 * references: each unit gets its own rewritten copy. */
#ifndef LIST_H
#define LIST_H

#include <tally.h>

#include <stddef.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct list {
    Node *head;
    size_t length;
};

/* Defined in other.c. Stands here so that every unit that makes a Node sees
 * it. */
tally_finalizer void node_finalize(Node *self);

static inline void list_push(struct list *list, int value) {
    list->head = tally_new(Node, .value = value, .next = list->head);
    list->length++;
}

static inline Node *list_pop(struct list *list) {
    Node *n = list->head;
    if (n) {
        list->head = n->next;
        n->next = NULL;
        list->length--;
    }
    return n;
}

static inline Node *list_find(const struct list *list, int value) {
    for (Node *n = list->head; n; n = n->next)
        if (n->value == value)
            return n;
    return NULL;
}

static inline int list_sum(const struct list *list) {
    int sum = 0;
    for (const Node *n = list->head; n; n = n->next)
        sum += n->value;
    return sum;
}

static inline int plain(int value) { /* nothing to count here */
    return value + 1;
}

#endif
