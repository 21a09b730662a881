/* Recursive functions that take, make and return references. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *left, *right;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static Node *build(int low, int high) {
    if (low > high)
        return NULL;
    int middle = (low + high) / 2;
    Node *n = tally_new(Node, .value = middle);
    n->left = build(low, middle - 1);
    n->right = build(middle + 1, high);
    return n;
}

static int sum(Node *n) {
    return n ? sum(n->left) + n->value + sum(n->right) : 0;
}

static Node *leftmost(Node *n) {
    return n->left ? leftmost(n->left) : n;
}

static Node *mirror(Node *n) {
    if (!n)
        return NULL;
    return tally_new(Node, .value = -n->value, .left = mirror(n->right),
                     .right = mirror(n->left));
}

static Node *last(Node *n) {
    if (n->right)
        return last(n->right);
    return n;
}

int main(void) {
    Node *root = build(1, 5);
    printf("%d\n", sum(root));
    printf("%d %d\n", leftmost(root)->value, last(root)->value);
    root = mirror(root);
    fprintf(stderr, "-- mirrored\n");
    printf("%d %d\n", sum(root), leftmost(root)->value);
    root = root->left;
    fprintf(stderr, "-- left only\n");
    return 0;
}
