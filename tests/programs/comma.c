/* The comma operator: a temporary on its left lives to the end of the full
 * expression, its value on the right is moved on. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = 1);
}

static void mark(const char *text) {
    fprintf(stderr, "-- %s\n", text);
}

static Node *last(void) {
    return make("dropped"), make("kept");
}

int main(void) {
    Node *n = (mark("first"), make("initial"));
    n = (make("left"), mark("between"), make("right"));
    mark("assigned");
    int v = (n->value = 3, make("value")->value + n->value);
    mark("value read");
    Node *k = last();
    mark("returned");
    if (mark("condition"), make("test")->value)
        mark("tested");
    printf("%s %s %d\n", n->name, k->name, v);
    return 0;
}
