/* A list that was promised to have an end bites its tail. */
// environment: TALLY_CHECK=1
#include <tally.h>

#include <stdio.h>

typedef struct tally_object tally_acyclic_unchecked Node Node;
struct Node {
    int value;
    Node *next;
};

int main(void) {
    Node *n = tally_new(Node, .value = 1);
    n->next = tally_new(Node, .value = 2, .next = n);
    fprintf(stderr, "so far %d\n", n->next->value);
    n = NULL;
    tally_collect(); // stops: a cycle, though the
    fprintf(stderr, "too far\n");
    return 0;
}
