/* Initialisers of arrays and structs with and without designators: owned
 * values move in, borrowed ones are retained, the rest is NULL. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

struct pair {
    Node *left;
    int weight;
    Node *right;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static const char *dash = "-";

static void print(Node *n) {
    printf("%s ", n ? n->name : dash);
}

static void arrays(Node *n) {
    Node *sparse[4] = {[2] = make("two"), [0] = make("zero")};
    Node *open[] = {n, NULL, sparse[2]};
    for (int i = 0; i < 4; i++)
        print(sparse[i]);
    for (int i = 0; i < 3; i++)
        print(open[i]);
    printf("\n");
    sparse[2] = NULL;
    fprintf(stderr, "-- arrays\n");
}

static void structs(Node *n) {
    struct pair p = {.right = n, .weight = 3};
    struct pair pairs[2] = {{make("p0"), 1, p.right},
                            {.right = p.left ? n : make("p1")}};
    struct pair empty = {0};
    print(p.right);
    print(pairs[0].left);
    print(pairs[0].right);
    print(pairs[1].left);
    print(pairs[1].right);
    print(empty.left);
    printf("%d\n", p.weight + pairs[0].weight + pairs[1].weight);
    fprintf(stderr, "-- structs\n");
}

int main(void) {
    Node *n = make("n"), *m = n, *none = NULL;
    arrays(n);
    structs(m);
    structs(make("temporary"));
    print(none);
    printf("\n");
    return 0;
}
