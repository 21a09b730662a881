/* `p = p->next` where p is the only owner: the next node is retained before
 * the one that holds it goes. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *push(Node *head, const char *name) {
    Node *n = tally_new(Node, .name = name);
    n->next = head;
    return n;
}

int main(void) {
    Node *p = push(push(push(NULL, "c"), "b"), "a");
    while (p) {
        printf("%s\n", p->name);
        p = p->next;
        fprintf(stderr, "-- step\n");
    }
    return 0;
}
