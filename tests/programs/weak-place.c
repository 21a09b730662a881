/* A weak field: it keeps nothing alive, gives the object while it lives, and
 * NULL afterwards. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *tally_weak parent;
    Node *child;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static void tell(Node *n) {
    fprintf(stderr, "-- %s: parent %s\n", n->name,
            n->parent ? n->parent->name : "none");
}

int main(void) {
    Node *child = make("child");
    tell(child);
    {
        Node *parent = make("parent");
        parent->child = child;
        child->parent = parent;
        printf("%s of %s\n", child->name, child->parent->name);
        printf("%s\n", child->parent->child->parent->name);
        tell(child);
    }
    tell(child);
    child->parent = make("nobody's");
    tell(child);
    Node *other = make("other");
    child->parent = other;
    child->parent = child->parent;
    tell(child);
    child->parent = NULL;
    tell(child);
    child->parent = child;
    printf("%d\n", child->parent == child);
    return 0;
}
