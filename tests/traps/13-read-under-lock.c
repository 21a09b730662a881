/* A shared place is read, and changed by somebody else as soon as it is not
 * locked. Rule: what a variable gets is retained when it is read, not where it
 * is used last. */
#include "node.h"

static Node *shared;

static void lock(void) {}

static void unlock(void) {
    shared = NULL; /* by whoever waited for the lock */
}

static Node *get(void) {
    lock();
    Node *n = shared;
    unlock();
    return n;
}

int main(void) {
    shared = make(1, NULL);
    Node *n = get();
    printf("%d\n", n->value);
    return 0;
}
