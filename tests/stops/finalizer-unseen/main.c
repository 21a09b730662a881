/* Two units make a type, of which only one knows the finalizer. */
#include "node.h"

#include <stdio.h>

int main(void) {
    Node *n = tally_new(Node);
    fprintf(stderr, "so far\n");
    n = other_make(n); // stops: type 'Node' has a finalizer at
    fprintf(stderr, "too far %d\n", n->next != NULL);
    return 0;
}
