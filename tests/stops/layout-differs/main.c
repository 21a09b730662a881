/* Two definitions of one header's type meet. */
#include "node.h"

#include <stdio.h>

int main(void) {
    Node *n = tally_new(Node);
    fprintf(stderr, "so far\n");
    n = other_make(n); // stops: type 'Node' has one layout
    fprintf(stderr, "too far %d\n", n->next != NULL);
    return 0;
}
