/* A struct that holds references is passed by value: borrowed, unless the
 * function assigns to it, or to a part of it, or takes its address. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

tally_borrowed_from(n) static const char *name(Node *n) {
    return n ? n->name : "-";
}

struct pair {
    Node *left, *right;
    int weight;
};

static struct pair global;

static int look(struct pair p) {
    printf("look %s %s %d\n", name(p.left), name(p.right), p.weight);
    return p.weight;
}

static void forget(void) {
    global = (struct pair){0};
}

/* What the caller lent stays, though its place is overwritten. */
static void keep(struct pair p) {
    forget();
    printf("keep %s %s\n", name(p.left), name(p.right));
}

static void assign(struct pair p) {
    p = (struct pair){make("own"), p.left, 7};
    look(p);
}

static void assign_part(struct pair p, Node *n) {
    p.right = n;
    p.weight = 8;
    look(p);
}

static void reset(struct pair *p) {
    p->left = NULL;
}

static void address(struct pair p) {
    reset(&p);
    look(p);
}

static void constant(const struct pair p) {
    look(p);
    struct pair copy = p;
    copy.weight++;
    look(copy);
}

int main(void) {
    struct pair local = {make("a"), make("b"), 1};
    int (*pointer)(struct pair) = look;
    look(local);
    global = local;
    keep(global);
    global = (struct pair){make("g"), NULL, 2};
    keep(global);
    assign(local);
    assign_part(local, local.left);
    address(local);
    constant(local);
    look((struct pair){make("t"), local.left, 2});
    fprintf(stderr, "-- literal\n");
    printf("%d\n", pointer(local) + (*pointer)((struct pair){.right = local.right}));
    fprintf(stderr, "-- end\n");
    return 0;
}
