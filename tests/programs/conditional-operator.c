/* ?: whose arms own or borrow: the value is owned where one of them is, and a
 * temporary made in one arm dies at the end of the full expression. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = 4);
}

static void show(Node *n) {
    printf("%s\n", n->name);
}

static Node *pick(int yes, Node *n) {
    return yes ? n : make("picked");
}

static void test(int yes) {
    Node *n = yes ? make("yes") : make("no");
    Node *m = yes ? n : make("other");
    printf("%s %s\n", n->name, m->name);
    show(yes ? make("argument") : n);
    fprintf(stderr, "-- shown\n");
    printf("%d\n", (yes ? n : make("value"))->value);
    fprintf(stderr, "-- read\n");
    n = yes ? NULL : m;
    fprintf(stderr, "-- assigned\n");
    Node *nested = yes ? (n ? n : make("nested")) : NULL;
    printf("%s\n", nested ? nested->name : "none");
    show(pick(yes, m));
    yes ? show(m) : show(make("arm"));
    fprintf(stderr, "-- end\n");
}

int main(void) {
    test(1);
    test(0);
    return 0;
}
