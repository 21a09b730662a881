/* Trap 14: a finalizer that stores its object again keeps it alive, with all
 * that it refers to; weak references to it stay. It runs only once. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int rises;
    Node *cargo;
};

static Node *saved;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    if (self->rises)
        saved = self;
}

int main(void) {
    Node *tally_weak weak = NULL;
    {
        Node *n = tally_new(Node, .name = "phoenix", .rises = 1);
        n->cargo = tally_new(Node, .name = "cargo");
        weak = n;
        printf("%s carries %s\n", n->name, n->cargo->name);
    }
    fprintf(stderr, "-- saved %s with %s\n", saved ? saved->name : "nothing",
            saved ? saved->cargo->name : "nothing");
    fprintf(stderr, "-- weak %s\n", weak ? weak->name : "nothing");
    saved = NULL;
    fprintf(stderr, "-- weak %s\n", weak ? weak->name : "nothing");
    return 0;
}
