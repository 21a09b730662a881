/* Compound literals as objects: their address is taken, or they are arrays.
 * They live as long as the call, and are overwritten when they are evaluated
 * again. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

struct pair {
    Node *left, *right;
    Node *tally_weak seen;
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

static int look(const struct pair *p) {
    printf("%s %s\n", name(p->left), name(p->right));
    return p->left != NULL;
}

static void all(Node *const *nodes, size_t count) {
    for (size_t i = 0; i < count; i++)
        printf("%s ", name(nodes[i]));
    printf("\n");
}

static void out(Node **place) {
    printf("%s\n", name(*place));
    *place = make("out");
}

static int kept(Node *n) {
    struct pair *p = &(struct pair){n, make("kept"), n};
    Node **list = (Node *[]){make("list"), p->right, NULL};
    fprintf(stderr, "seen %s\n", name(p->seen));
    list[2] = list[0];
    p->left = list[2];
    look(p);
    all(list, 3);
    if (n->name[0] == 'n')
        return look(&(struct pair){p->right, list[0], NULL});
    return 0;
}

static void again(Node *n) {
    for (int i = 0; i < 3; i++)
        look(&(struct pair){make(i ? "later" : "first"), n, n});
    switch (n->name[0]) {
    case 'n':
        look(&(struct pair){.right = n});
        all((Node *[3]){[1] = n, make("array")}, 3);
        break;
    }
    fprintf(stderr, "-- end of again\n");
}

int main(void) {
    Node *n = make("n");
    printf("%d\n", kept(n));
    fprintf(stderr, "-- again\n");
    again(n);
    out(&(Node *){n});
    out(&(struct pair){.right = make("place")}.right);
    printf("%s\n", (Node *[]){n, make("element")}[1]->name);
    all((struct pair[]){{n, NULL, NULL}, {make("pairs"), n, NULL}}[1].left ? &n : NULL, 1);
    return 0;
}
