/* Everything is reported, not only the first mistake, and what is right draws
 * nothing. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdlib.h>

static void *raw;

static Node *right(Node *n) {
    Node *next = n->next;
    return next ? next : n;
}

void test(Node *n) {
    raw = n; // expect: TLY0007
    right(n);
    n = malloc(sizeof *n); // expect: TLY0006
    right(n++);            // expect: TLY0008
}

void other(Node *n) {
    free(right(n)); // expect: TLY0007
}
