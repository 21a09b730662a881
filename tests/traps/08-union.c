/* A union does not tell what is in it. Rule: no references in a union without
 * a tag. (TLY0011) */
#include "node.h"

union either {
    long number;
    Node *n;
};

int main(void) {
    union either e;
    e.number = 12345;
    printf("%ld\n", e.number);
    e.n = make(1, NULL);
    printf("%d\n", e.n->value);
    return 0;
}
