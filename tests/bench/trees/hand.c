/* Binary trees by hand. Argument: the depth. */
#include "../memory.h"

#include <stdio.h>

typedef struct Tree Tree;
struct Tree {
    Tree *left, *right;
};

static Tree *make(int depth) {
    Tree *tree = memory_take(sizeof *tree);
    tree->left = tree->right = NULL;
    if (depth > 0) {
        tree->left = make(depth - 1);
        tree->right = make(depth - 1);
    }
    return tree;
}

static void drop(Tree *tree) {
    if (!MEMORY_IS_GIVEN)
        return;
    if (tree->left != NULL) {
        drop(tree->left);
        drop(tree->right);
    }
    memory_give(tree, sizeof *tree);
}

static long count(Tree *tree) {
    if (tree->left == NULL)
        return 1;
    return 1 + count(tree->left) + count(tree->right);
}

int main(int argc, char **argv) {
    enum { SMALLEST = 4 };
    memory_begin();
    int depth = argc > 1 ? atoi(argv[1]) : 18;
    Tree *stretch = make(depth + 1);
    long sum = count(stretch);
    drop(stretch);
    stretch = NULL;

    Tree *lasting = make(depth);
    for (int d = SMALLEST; d <= depth; d += 4) {
        long rounds = 1L << (depth - d + SMALLEST);
        for (long i = 0; i < rounds; i++) {
            Tree *tree = make(d);
            sum += count(tree);
            drop(tree);
        }
    }
    sum += count(lasting);
    drop(lasting);
    printf("%ld\n", sum);
    return 0;
}
