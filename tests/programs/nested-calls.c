/* Calls within calls: every result in between is a temporary of the one full
 * expression. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *inside;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = 1);
}

static Node *wrap(const char *name, Node *inside) {
    Node *n = make(name);
    n->inside = inside;
    n->value += inside->value;
    return n;
}

static Node *unwrap(Node *n) {
    return n->inside;
}

static Node *heavier(Node *a, Node *b) {
    return a->value < b->value ? b : a;
}

static int value(Node *n) {
    return n->value;
}

int main(void) {
    Node *core = unwrap(unwrap(wrap("w2", wrap("w1", make("core")))));
    fprintf(stderr, "-- unwrapped\n");
    printf("%s\n", core->name);
    printf("%d\n", value(wrap("outer", wrap("middle", make("inner")))));
    fprintf(stderr, "-- nested\n");
    Node *h = heavier(wrap("heavy", core), core);
    printf("%s %d\n", h->name, value(heavier(core, h)));
    printf("%s\n", heavier(heavier(core, h), unwrap(h))->name);
    fprintf(stderr, "-- end\n");
    return 0;
}
