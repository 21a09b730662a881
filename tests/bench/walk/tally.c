/* A search tree that is only read, counted: built once, summed again and again.
 * Arguments: the number of nodes and of sums. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Tree Tree;
struct Tree {
    int64_t key;
    Tree *left, *right;
};

/* Of the keys from `low` up to below `high`. */
static Tree *make(int low, int high) {
    if (low >= high)
        return NULL;
    int middle = low + (high - low) / 2;
    Tree *tree = tally_new(Tree, .key = middle);
    tree->left = make(low, middle);
    tree->right = make(middle + 1, high);
    return tree;
}

/* With a salt, so that no two sums are the same. */
static int64_t sum(Tree *tree, int64_t salt) {
    if (tree == NULL)
        return 0;
    return (tree->key ^ salt) + sum(tree->left, salt) + sum(tree->right, salt);
}

int main(int argc, char **argv) {
    int nodes = argc > 1 ? atoi(argv[1]) : 20000;
    int rounds = argc > 2 ? atoi(argv[2]) : 5000;
    Tree *tree = make(0, nodes);
    int64_t total = 0;
    for (int i = 0; i < rounds; i++)
        total += sum(tree, i);
    printf("%lld\n", (long long)total);
    return 0;
}
