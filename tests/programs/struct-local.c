/* Plain structs that hold references, as locals: their fields are released in
 * ascending order at the end of the scope. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

struct pair {
    Node *left;
    int between;
    Node *right;
};

struct nest {
    struct pair pairs[2];
    Node *own;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static void swap(struct pair *p) {
    Node *left = p->left;
    p->left = p->right;
    p->right = left;
}

static void show(const struct pair *p) {
    printf("%s %s\n", p->left ? p->left->name : "-",
           p->right ? p->right->name : "-");
}

static void inner(void) {
    struct pair p = {make("left"), 1, make("right")}, q = {NULL, 2, p.left};
    swap(&p);
    show(&p);
    show(&q);
    swap(&q);
    p.right = NULL;
    fprintf(stderr, "-- left is q's\n");
}

int main(void) {
    inner();
    fprintf(stderr, "-- nest\n");
    struct nest nest = {.own = make("own")};
    nest.pairs[1].left = make("deep");
    nest.pairs[0].right = nest.own;
    nest.own = nest.pairs[1].left;
    swap(&nest.pairs[1]);
    show(&nest.pairs[0]);
    show(&nest.pairs[1]);
    for (int i = 0; i < 2; i++) {
        struct pair fresh;
        fresh.between = i;
        fresh.right = make("fresh");
        printf("%d %s\n", fresh.between, fresh.right->name);
    }
    return 0;
}
