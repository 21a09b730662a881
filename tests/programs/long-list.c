/* A list of 20,000 nodes goes at once, without recursion. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static int freed;

tally_finalizer static void free_node(Node *self) {
    freed += self->value;
}

int main(void) {
    Node *head = NULL;
    for (int i = 0; i < 20000; i++)
        head = tally_new(Node, .value = 1, .next = head);
    int length = 0;
    for (const Node *p = head; p; p = p->next)
        length++;
    printf("%d\n", length);
    fprintf(stderr, "-- freed %d\n", freed);
    head = NULL;
    fprintf(stderr, "-- freed %d\n", freed);
    return 0;
}
