/* Structs that hold arrays of their own kind, which may hold themselves. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct tree {
    Node *label;
    struct tree *tally_array kids;
};
struct Node {
    int value;
    struct tree tree;
};
struct left {
    struct right *tally_array rights;
    int number;
};
struct right {
    struct left *tally_array lefts;
};

static void gone(Node *self) tally_finalizer;
static void gone(Node *self) {
    fprintf(stderr, "gone %d\n", self->value);
}

static int sum(const struct tree *tree) {
    int all = tree->label ? tree->label->value : 0;
    for (size_t i = 0; i < tally_length(tree->kids); i++) {
        struct tree kid = tree->kids[i];
        all += sum(&kid);
    }
    return all;
}

int main(void) {
    Node *root = tally_new(Node, .value = 1);
    root->tree.kids = tally_new_array(struct tree, 2);
    for (int i = 0; i < 2; i++) {
        root->tree.kids[i].label = tally_new(Node, .value = 2 + i);
        root->tree.kids[i].kids = tally_new_array(struct tree, 1);
    }
    printf("%d\n", sum(&root->tree));
    root->tree.kids[1].kids[0] = root->tree;
    root = NULL;
    tally_collect();
    fprintf(stderr, "-- tree\n");
    struct left *tally_array lefts = tally_new_array(struct left, 1);
    lefts[0].rights = tally_new_array(struct right, 1);
    lefts[0].rights[0].lefts = lefts;
    lefts[0].number = 4;
    printf("%d\n", lefts[0].rights[0].lefts[0].number);
    return 0;
}
