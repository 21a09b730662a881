/* Null pointers and owned values as arms of ?:, cast and in parentheses. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

#define NOTHING ((Node *)0)

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static const char *name_or(const Node *n, const char *other) {
    return n ? "a node" : other;
}

static void test(int flag, Node *n) {
    Node *a = flag ? NOTHING : n;
    Node *b = flag ? (n) : (Node *)NULL;
    const Node *c = flag ? (const Node *)n : NOTHING;
    Node *d = flag ? (Node *)(void *)0 : (make("fresh"));
    Node *e = flag ? (void *)0 : NOTHING;
    printf("%s %s %s %s %s\n", name_or(a, "-"), name_or(b, "-"),
           name_or(c, "-"), name_or(d, "-"), name_or(e, "-"));
    fprintf(stderr, "-- %d\n", flag);
}

int main(void) {
    Node *n = make("n");
    test(0, n);
    test(1, n);
    return 0;
}
