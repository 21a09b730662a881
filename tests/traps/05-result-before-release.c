/* What is returned is kept by a local that dies. Rule: the result is retained
 * first, then the scope released. */
#include "node.h"

static Node *second(void) {
    Node *list = make(1, make(2, NULL));
    return list->next;
}

int main(void) {
    Node *n = second();
    printf("%d\n", n->value);
    return 0;
}
