/* longjmp skips the ends of scopes: what is owned there has to be on the shadow
 * stack.
 * tally options: --unwind=shadow */
#include "node.h"

#include <setjmp.h>

static jmp_buf top;

static int fail(const Node *n) {
    longjmp(top, n->value);
    return 0;
}

static int work(Node *n) {
    Node *other = make(2, NULL);
    other->next = n;
    return fail(other);
}

/* Lest a leak checker finds in the dead frames what was lost there. */
static int scrub(void) {
    volatile char bytes[4096];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = 0;
    return bytes[17];
}

int main(void) {
    Node *kept = make(1, NULL);
    int value = setjmp(top);
    if (value == 0)
        return work(make(3, NULL));
    printf("%d %d\n", value, kept->value);
    return scrub();
}
