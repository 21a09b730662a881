/* A struct that holds references is returned: the caller owns it. */
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
    Node *tally_weak seen;
    Node *tally_unowned peer;
    Node *more[2];
};

typedef struct pair maker(const char *, const char *);

static struct pair global;

static struct pair pair(const char *left, const char *right) {
    struct pair p = {make(left), make(right), NULL, NULL, {NULL, NULL}};
    p.seen = p.peer = p.left;
    p.more[1] = p.right;
    return p;
}

static struct pair swap(struct pair p) {
    return (struct pair){.left = p.right, .right = p.left, .seen = p.seen};
}

static struct pair same(struct pair p) {
    return p;
}

static struct pair remembered(void) {
    return global;
}

static struct pair choose(int which) {
    if (which == 0)
        return pair("zero", "null");
    return which == 1 ? remembered() : swap(global);
}

static void print(const struct pair *p) {
    printf("%s %s\n", name(p->left), name(p->right));
}

int main(void) {
    struct pair p = pair("a", "b"), q;
    maker *other = pair;
    print(&p);
    q = swap(p);
    print(&q);
    q = same(swap(swap(p)));
    print(&q);
    pair("c", "d");
    (void)other("e", "f");
    fprintf(stderr, "-- discarded\n");
    printf("%s\n", name(pair("g", "h").right));
    printf("%s\n", pair("i", "j").more[1]->name);
    printf("%s\n", name(pair("k", "l").seen));
    printf("%s\n", pair("m", "n").peer->name);
    fprintf(stderr, "-- members\n");
    global = pair("o", "p");
    for (int i = 0; i < 3; i++) {
        struct pair chosen = choose(i);
        print(&chosen);
    }
    if (pair("q", "r").left)
        printf("yes\n");
    switch (pair("s", "t").left->name[0]) {
    case 's': printf("s\n"); break;
    default: printf("other\n");
    }
    while ((q = pair("u", "v")).left != NULL && q.left->name[0] != 'u')
        printf("never\n");
    Node *left = pair("w", "x").left;
    printf("%s\n", left->name);
    return 0;
}
