/* A jump goes past the declaration of a reference. Rule: what a jump enters
 * is NULL there. */
#include "node.h"

static int enter(int from) {
    if (from > 0)
        goto inside;
    {
        Node *n;
        n = make(1, NULL);
        printf("%d\n", n->value);
    inside:
        n = make(2, NULL);
        return n->value;
    }
}

int main(void) {
    printf("%d\n", enter(0));
    printf("%d\n", enter(1));
    return 0;
}
