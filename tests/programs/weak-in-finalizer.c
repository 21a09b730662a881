/* Weak reads while an object dies: its own finalizer still sees it, those of
 * its children do not any more. A weak reference made by the finalizer is
 * cleared with the others. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *tally_weak parent;
    Node *child;
};

static Node *tally_weak watched;
static Node *tally_weak late;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s: watched %s, parent %s\n", self->name,
            watched ? watched->name : "none",
            self->parent ? self->parent->name : "none");
    if (!late)
        late = self;
    fprintf(stderr, "-- late %s\n", late ? late->name : "none");
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

int main(void) {
    Node *root = make("root");
    root->child = make("child");
    root->child->parent = root;
    watched = root;
    printf("%s %s\n", watched->name, root->child->parent->name);
    Node *loner = make("loner");
    loner->parent = root;
    loner = NULL;
    fprintf(stderr, "-- late %s\n", late ? late->name : "none");
    root = NULL;
    fprintf(stderr, "-- late %s, watched %s\n", late ? late->name : "none",
            watched ? watched->name : "none");
    return 0;
}
