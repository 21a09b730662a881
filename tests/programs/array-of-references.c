/* Fixed arrays of references: local, static, in an object, passed to
 * functions; elements are released in ascending order. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *children[3];
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *table[2];

static void fill(Node *items[], const char **names, int count) {
    for (int i = 0; i < count; i++)
        items[i] = make(names[i]);
}

static void shift(Node **items, int count) {
    for (int i = 0; i + 1 < count; i++)
        items[i] = items[i + 1];
    items[count - 1] = NULL;
}

static void print(Node *const *items, int count) {
    for (int i = 0; i < count; i++)
        printf("%s ", items[i] ? items[i]->name : "-");
    printf("\n");
}

int main(void) {
    const char *names[] = {"a", "b", "c"};
    Node *local[3];
    fill(local, names, 3);
    print(local, 3);
    shift(local, 3);
    fprintf(stderr, "-- shifted\n");
    print(local, 3);
    Node *tree = make("tree");
    fill(tree->children, names, 2);
    tree->children[2] = tree->children[0];
    print(tree->children, 3);
    tree->children[0] = NULL;
    fprintf(stderr, "-- child cleared\n");
    shift(tree->children, 3);
    fprintf(stderr, "-- children shifted\n");
    table[0] = local[1];
    local[1] = NULL;
    table[1] = table[0];
    print(table, 2);
    tree = NULL;
    fprintf(stderr, "-- tree gone\n");
    local[2] = make("last");
    local[1] = make("middle");
    return 0;
}
