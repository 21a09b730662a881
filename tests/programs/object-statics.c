/* Static objects: sentinels and singletons, which live until exit. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int number;
    Node *left, *right;
    Node *tally_weak up;
};

tally_finalizer static void node_dies(Node *self) {
    fprintf(stderr, "node %d dies\n", self->number);
}

extern Node registry;
static const Node nil = {.number = -1};
static Node ring = {-2, &ring, &ring, NULL}, *last = &ring;
Node registry;
static Node *top = (Node *)&nil;
static Node table = {.number = 5, .left = &registry};

static int is_nil(const Node *node) {
    return node == &nil;
}

static Node *node(int number, Node *left, Node *right) {
    Node *made = tally_new(Node, .number = number, .left = left);
    made->right = right;
    return made;
}

static int depth(const Node *at) {
    return is_nil(at) || !at ? 0 : 1 + depth(at->left);
}

static Node *single(void) {
    static Node only = {.number = 7};
    only.number++;
    if (!only.right)
        only.right = tally_new(Node, .number = 70);
    return &only;
}

static void push(int number) {
    Node *made = node(number, &ring, ring.right);
    ring.right->left = made;
    ring.right = made;
}

int main(void) {
    Node *tally_weak seen = &registry;
    registry.number = 9;
    registry.left = node(10, top, top);
    registry.left->up = &registry;
    printf("%d %d %d\n", depth(top), depth(&registry), nil.number);
    push(1);
    push(2);
    printf("%d %d %d\n", ring.right->number, ring.left->number,
           last->right->right->number);
    /* The ring is opened: the static object is a root. */
    ring.left = &ring;
    printf("%d\n", single()->number);
    printf("%d\n", single()->right->number);
    printf("%d %zu\n", seen == &registry, sizeof table / sizeof(Node));
    printf("%d\n", table.left->left->up->number);
    table = (Node){.number = 6, .right = single()};
    top = table.right;
    printf("%d\n", top->number);
    return 0;
}
