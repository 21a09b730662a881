/* Unions whose members are all strong references: one place by several names. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
typedef struct tally_object Leaf Leaf;
struct Node {
    int value;
    union {
        Node *node;
        Leaf *leaf;
    };
    union {
        Leaf *leaf;
        Node *node;
    } more[2];
};
struct Leaf {
    int value;
};
typedef union {
    Node *node;
    Leaf *leaf;
} Either;
struct tagged {
    int is_leaf;
    Either as;
};

static void node_gone(Node *self) tally_finalizer;
static void node_gone(Node *self) {
    fprintf(stderr, "node %d is gone\n", self->value);
}
static void leaf_gone(Leaf *self) tally_finalizer;
static void leaf_gone(Leaf *self) {
    fprintf(stderr, "leaf %d is gone\n", self->value);
}

static Either global;

static Leaf *leaf(int value) {
    return tally_new(Leaf, .value = value);
}

static Node *node(int value) {
    return tally_new(Node, .value = value);
}

/* The old one is released, whatever it was. */
static void in_turn(void) {
    Either e = {node(1)};
    e.leaf = leaf(2);
    printf("%d\n", e.leaf->value);
    e.node = node(3);
    e.node->leaf = leaf(4);
    e.node->node = node(5);
    e.node->more[1].leaf = leaf(6);
    Node *kept = e.node;
    e.leaf = NULL;
    printf("%d %d %d\n", kept->value, kept->node->value,
           kept->more[1].leaf->value);
}

static void both(Node *n, Leaf *l) {
    n->leaf = l;
    n->node = n;
    n->leaf = l;
}

static Either choose(int is_leaf, int value) {
    if (is_leaf)
        return (Either){.leaf = leaf(value)};
    Either e;
    e.node = node(value);
    return e;
}

static void show(struct tagged t) {
    printf("%d\n", t.is_leaf ? t.as.leaf->value : t.as.node->value);
}

static void values(void) {
    struct tagged all[3] = {{1, {.leaf = leaf(20)}}, {0, {node(21)}}};
    all[2] = all[0];
    for (int i = 0; i < 3; i++)
        show(all[i]);
    all[0] = (struct tagged){.as = choose(0, 22)};
    show(all[0]);
    show((struct tagged){1, choose(1, 23)});
    fprintf(stderr, "-- shown\n");
}

int main(void) {
    in_turn();
    fprintf(stderr, "-- in turn\n");
    Node *n = node(10);
    both(n, leaf(11));
    printf("%d\n", n->leaf->value);
    n = NULL;
    fprintf(stderr, "-- both\n");
    values();
    fprintf(stderr, "-- values\n");
    Node *cycle = tally_new(Node, .value = 30, .more = {{leaf(31)}});
    cycle->node = cycle;
    cycle = NULL;
    tally_collect();
    fprintf(stderr, "-- collected\n");
    global.node = node(40);
    global = choose(1, 41);
    printf("%d\n", global.leaf->value);
    return 0;
}
