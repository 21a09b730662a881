/* A place that is assigned what it already holds: the new value is retained
 * before the old one is released, so the only reference is never lost. */
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

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *slots[2];

static void put(int to, int from) {
    slots[to] = slots[from];
}

static void set(Node **place, Node *value) {
    *place = value;
}

int main(void) {
    Node *n = make("one");
    n->next = make("two");
    Node *same = n;
    n->next = same->next;
    n = same;
    same = NULL;
    set(&n, n);
    set(&n->next, n->next);
    slots[0] = make("slot");
    put(0, 0);
    fprintf(stderr, "-- assigned\n");
    printf("%s %s %s\n", n->name, n->next->name, slots[0]->name);
    put(0, 1);
    fprintf(stderr, "-- emptied\n");
    return 0;
}
