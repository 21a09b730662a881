/* References read out of temporaries: retained before the temporary goes,
 * whatever they are used for. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *left, *right;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    self->left = NULL;
}

static Node *pair(const char *name, const char *left, const char *right) {
    Node *n = tally_new(Node, .name = name);
    n->left = tally_new(Node, .name = left);
    n->right = tally_new(Node, .name = right);
    return n;
}

static Node *right_of(Node *n) {
    return n->right;
}

static Node *slot;

int main(void) {
    Node *l = pair("p", "pl", "pr")->left;
    fprintf(stderr, "-- initialised\n");
    slot = pair("q", "ql", "qr")->right;
    fprintf(stderr, "-- stored\n");
    l->left = right_of(pair("r", "rl", "rr"));
    fprintf(stderr, "-- called\n");
    printf("%s\n", l->left->name);
    Node *either = slot ? pair("t", "tl", "tr")->left : slot;
    fprintf(stderr, "-- chosen\n");
    l = (slot = pair("u", "ul", "ur"))->left;
    fprintf(stderr, "-- assigned\n");
    printf("%s %s %s\n", l->name, slot->name, either->name);
    return 0;
}
