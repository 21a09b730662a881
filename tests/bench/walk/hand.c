/* A search tree that is only read, by hand. Arguments: the number of nodes and
 * of sums. */
#include "../memory.h"

#include <stdint.h>
#include <stdio.h>

typedef struct Tree Tree;
struct Tree {
    int64_t key;
    Tree *left, *right;
};

/* Of the keys from `low` up to below `high`. */
static Tree *make(int low, int high) {
    if (low >= high)
        return NULL;
    int middle = low + (high - low) / 2;
    Tree *tree = memory_take(sizeof *tree);
    tree->key = middle;
    tree->left = make(low, middle);
    tree->right = make(middle + 1, high);
    return tree;
}

static void drop(Tree *tree) {
    if (!MEMORY_IS_GIVEN || tree == NULL)
        return;
    drop(tree->left);
    drop(tree->right);
    memory_give(tree, sizeof *tree);
}

/* With a salt, so that no two sums are the same. */
static int64_t sum(Tree *tree, int64_t salt) {
    if (tree == NULL)
        return 0;
    return (tree->key ^ salt) + sum(tree->left, salt) + sum(tree->right, salt);
}

int main(int argc, char **argv) {
    memory_begin();
    int nodes = argc > 1 ? atoi(argv[1]) : 20000;
    int rounds = argc > 2 ? atoi(argv[2]) : 5000;
    Tree *tree = make(0, nodes);
    int64_t total = 0;
    for (int i = 0; i < rounds; i++)
        total += sum(tree, i);
    drop(tree);
    printf("%lld\n", (long long)total);
    return 0;
}
