/* A dying object runs its finalizer, then its references are released in
 * declaration order, depth first. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    Node *before;
    const char *name;
    Node *items[2];
    struct {
        Node *inner;
    } part;
    Node *after;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s, still with %s\n", self->name,
            self->after ? self->after->name : "nothing");
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

int main(void) {
    Node *root = make("root");
    Node *shared = make("shared");
    root->after = make("after");
    root->after->before = make("after.before");
    root->items[1] = make("item 1");
    root->items[0] = make("item 0");
    root->items[0]->after = make("item 0.after");
    root->items[0]->before = make("item 0.before");
    root->items[1]->before = shared;
    root->part.inner = make("inner");
    root->part.inner->items[1] = make("inner.item");
    root->before = make("before");
    root->before->after = shared;
    shared->after = root->after->before;
    printf("%s\n", root->before->after->name);
    shared = NULL;
    fprintf(stderr, "-- root\n");
    root = NULL;
    fprintf(stderr, "-- gone\n");
    return 0;
}
