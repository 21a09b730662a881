/* Binary trees, counted: makes and drops millions of small objects.
 * Argument: the depth. */
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Tree Tree;
struct Tree {
    Tree *left, *right;
};

static Tree *make(int depth) {
    Tree *tree = tally_new(Tree);
    if (depth > 0) {
        tree->left = make(depth - 1);
        tree->right = make(depth - 1);
    }
    return tree;
}

static long count(Tree *tree) {
    if (tree->left == NULL)
        return 1;
    return 1 + count(tree->left) + count(tree->right);
}

int main(int argc, char **argv) {
    enum { SMALLEST = 4 };
    int depth = argc > 1 ? atoi(argv[1]) : 18;
    Tree *stretch = make(depth + 1);
    long sum = count(stretch);
    stretch = NULL;

    Tree *lasting = make(depth);
    for (int d = SMALLEST; d <= depth; d += 4) {
        long rounds = 1L << (depth - d + SMALLEST);
        for (long i = 0; i < rounds; i++) {
            Tree *tree = make(d);
            sum += count(tree);
        }
    }
    sum += count(lasting);
    printf("%ld\n", sum);
    return 0;
}
