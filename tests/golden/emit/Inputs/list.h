#ifndef LIST_H
#define LIST_H

typedef struct tally_object Node Node;
struct Node {
    Node *next;
};

static inline int is_last(const Node *node) {
    return !node->next;
}

static inline void link_to(Node *node, Node *next) {
    if (is_last(node))
        node->next = next;
}

#endif
