/* C may read an argument before another one's call drops its object, or after
 * that. Rule: beside an operand that may release, a borrowed one is held when
 * it is read. */
#include "node.h"

static Node *head;

static int replace(void) {
    head = make(2, NULL);
    return head->value;
}

int main(void) {
    head = make(1, NULL);
    printf("%s %d\n", head->name, replace());
    printf("%d %s\n", replace(), head->name);
    return 0;
}
