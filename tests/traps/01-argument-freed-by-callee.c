/* The callee drops the place that its argument was read from. Rule: what is
 * read from a field, static or array is held for the call. */
#include "node.h"

static Node *head;

static int clear_and_read(Node *n) {
    head = NULL;
    return n->value;
}

int main(void) {
    head = make(1, NULL);
    printf("%d\n", clear_and_read(head));
    return 0;
}
