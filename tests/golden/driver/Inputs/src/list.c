#include "list.h"

#include "scale.h"

Node *push(Node *head, int value) {
    Node *n = tally_new(Node, .value = value * SCALE);
    n->next = head;
    return n;
}

int sum(const Node *list) {
    int all = 0;
    while (list) {
        all += list->value;
        list = list->next;
    }
    return all;
}
