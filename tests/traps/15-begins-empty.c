/* A variable is assigned that was given nothing before. Rule: places begin as
 * NULL. */
#include "node.h"

static int dirty(int depth) {
    volatile char stack[256];
    for (int i = 0; i < 256; i++)
        stack[i] = (char)(depth + 1);
    return stack[depth];
}

static int assign(int flag) {
    Node *n;
    if (flag)
        n = make(1, NULL);
    else
        n = make(2, NULL);
    return n->value;
}

int main(void) {
    int base = dirty(0);
    printf("%d %d\n", assign(0) - base + 1, assign(1));
    return 0;
}
