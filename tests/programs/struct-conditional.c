/* Structs that hold references as values of ?:, of the comma and of
 * assignments. */
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
};

static struct pair pair(const char *left) {
    struct pair p = {make(left), NULL, NULL};
    p.seen = p.left;
    return p;
}

static void print(struct pair p) {
    printf("%s %s\n", name(p.left), name(p.right));
}

int main(void) {
    struct pair a = pair("a"), b = pair("b"), c;
    for (int i = 0; i < 3; i++) {
        c = i ? a : b;
        print(c);
        c = i == 0 ? pair("fresh") : i == 1 ? b : (struct pair){a.left, b.left, NULL};
        print(c);
        print(i ? pair("argument") : a);
        printf("%s\n", name((i ? a : b).left));
        fprintf(stderr, "%s\n", name((i ? a : b).seen));
        struct pair d = i > 1 ? c : a;
        print(d);
    }
    c = (pair("dropped"), print(a), b);
    print(c);
    print((b = a, c));
    print((c = pair("stored")));
    printf("%s\n", name((a = c = b).left));
    fprintf(stderr, "%s\n", name((a = pair("weak")).seen));
    print(a.left ? b : a);
    return 0;
}
