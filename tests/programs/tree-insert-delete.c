/* A binary search tree whose insertion and deletion return the new subtree:
 * `t->left = insert(t->left, v)`. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Tree Tree;
struct Tree {
    int value;
    Tree *left, *right;
};

tally_finalizer static void free_tree(Tree *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static Tree *insert(Tree *t, int value) {
    if (!t)
        return tally_new(Tree, .value = value);
    if (value < t->value)
        t->left = insert(t->left, value);
    else if (value > t->value)
        t->right = insert(t->right, value);
    return t;
}

static Tree *smallest(Tree *t) {
    while (t->left)
        t = t->left;
    return t;
}

static Tree *take_out(Tree *t, int value) {
    if (!t)
        return NULL;
    if (value < t->value) {
        t->left = take_out(t->left, value);
    } else if (value > t->value) {
        t->right = take_out(t->right, value);
    } else {
        if (!t->left)
            return t->right;
        if (!t->right)
            return t->left;
        Tree *heir = smallest(t->right);
        int moved = heir->value;
        t->right = take_out(t->right, moved);
        t->value = moved;
    }
    return t;
}

static void print(Tree *t) {
    if (!t)
        return;
    print(t->left);
    printf("%d ", t->value);
    print(t->right);
}

int main(void) {
    static const int values[] = {50, 30, 70, 20, 40, 60, 80, 30};
    Tree *root = NULL;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        root = insert(root, values[i]);
    print(root);
    printf("\n");
    static const int doomed[] = {20, 30, 50, 99};
    for (size_t i = 0; i < sizeof doomed / sizeof doomed[0]; i++) {
        root = take_out(root, doomed[i]);
        fprintf(stderr, "-- deleted %d\n", doomed[i]);
        print(root);
        printf("\n");
    }
    return 0;
}
