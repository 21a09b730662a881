/* Compound literals of structs that hold references: what they take moves in,
 * or is retained. */
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
    int weight;
};

struct group {
    struct pair pairs[2];
    struct {
        Node *first;
        struct pair second;
    };
};

static void print(struct pair p) {
    printf("%s %s %d\n", name(p.left), name(p.right), p.weight);
}

int main(void) {
    Node *n = make("n");
    struct pair p = (struct pair){n, make("a"), n, 1};
    print(p);
    p = (struct pair){.weight = 2, .right = p.left, .left = p.right};
    print(p);
    print((struct pair){0});
    print((struct pair){n, n, n, 3});
    (void)(struct pair){make("b"), n, NULL, 4};
    fprintf(stderr, "-- discarded\n");
    printf("%s\n", (struct pair){make("c"), n, NULL, 5}.left->name);
    fprintf(stderr, "seen %s\n", name((struct pair){n, n, n, 6}.seen));
    struct group g = (struct group){{p, {n, NULL, NULL, 7}}, {make("d"), p}};
    g = (struct group){.pairs[1] = g.second, .first = n, .pairs[0] = {make("e"), NULL, NULL, 0}};
    print(g.pairs[0]);
    print(g.pairs[1]);
    print(g.second);
    printf("%s\n", name(g.first));
    Node *same = (Node *){n}, *fresh = (Node *){make("f")};
    printf("%s %s\n", same->name, fresh->name);
    return 0;
}
