/* A qualifier of a place is cast away where the place is written. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static int second(Node *restrict n) {
    n = n->next;
    return n->value;
}

int main(void) {
    Node *n = tally_new(Node, .next = tally_new(Node, .value = 3));
    Node *restrict r = n;
    r = r->next;
    printf("%d %d\n", second(n), r->value);
    return 0;
}
