/* Trap 5: what is returned is computed, and kept, before the locals that it
 * was read from are released; temporaries go before locals. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    self->value = -1;
    self->next = NULL;
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

static Node *same(Node *n) {
    return n;
}

static int value_of_local(void) {
    Node *n = make("a", 7);
    return n->value;
}

static Node *next_of_local(void) {
    Node *n = make("b", 1);
    n->next = make("c", 2);
    return n->next;
}

static int temporary_and_local(void) {
    Node *n = make("d", 3);
    return make("e", 4)->value + n->value;
}

static Node *local_through_call(void) {
    Node *n = make("f", 5);
    return same(n);
}

static Node *local(void) {
    Node *n = make("g", 6);
    Node *other = make("h", 8);
    n->next = other;
    return n;
}

int main(void) {
    printf("%d\n", value_of_local());
    Node *c = next_of_local();
    printf("%s\n", c->name);
    printf("%d\n", temporary_and_local());
    Node *f = local_through_call();
    printf("%s\n", f->name);
    Node *g = local();
    printf("%s %s\n", g->name, g->next->name);
    fprintf(stderr, "-- end\n");
    return 0;
}
