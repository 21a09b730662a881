/* tally_unowned places are not counted: as fields, locals, parameters behind
 * pointers and globals. They are read only while their object lives. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *tally_unowned parent;
    Node *child;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *tally_unowned current;

static void adopt(Node *parent, Node *child) {
    parent->child = child;
    child->parent = parent;
}

static void select_node(Node *tally_unowned *place, Node *n) {
    *place = n;
}

static Node *root_of(Node *n) {
    Node *tally_unowned up = n;
    while (up->parent)
        up = up->parent;
    return up;
}

int main(void) {
    Node *root = make("root");
    adopt(root, make("middle"));
    adopt(root->child, make("leaf"));
    fprintf(stderr, "-- built\n");
    Node *tally_unowned leaf = root->child->child;
    printf("%s\n", leaf->parent->parent->name);
    printf("%s\n", root_of(leaf)->name);
    current = leaf;
    select_node(&current, current->parent);
    printf("%s\n", current->name);
    Node *kept = current;
    root->child = NULL;
    fprintf(stderr, "-- cut\n");
    printf("%s %s\n", kept->name, kept->child->name);
    current = NULL;
    return 0;
}
