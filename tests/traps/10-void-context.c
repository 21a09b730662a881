/* A reference goes through a void * and comes back. Rule: only by tally_leak,
 * tally_adopt and tally_borrow, which say who counts. (TLY0006) */
#include "node.h"

static void *context;

static int callback(void) {
    Node *n = context;
    return n->value;
}

int main(void) {
    context = make(1, NULL);
    printf("%d\n", callback());
    return 0;
}
