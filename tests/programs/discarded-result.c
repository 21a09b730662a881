/* Results that nobody takes are released at the end of the full expression,
 * wherever an expression may be discarded. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *same(Node *n) {
    return n;
}

int main(void) {
    Node *n = make("n");
    make("plain");
    fprintf(stderr, "-- plain\n");
    (void)make("cast");
    fprintf(stderr, "-- cast\n");
    (void)tally_new(Node, .name = "new");
    fprintf(stderr, "-- new\n");
    (void)make("member")->value;
    fprintf(stderr, "-- member\n");
    (make("parentheses"));
    fprintf(stderr, "-- parentheses\n");
    same(n);
    same(n->next = make("assigned"));
    fprintf(stderr, "-- assigned\n");
    n->value ? make("then") : make("else");
    fprintf(stderr, "-- conditional\n");
    make("comma left"), n->value++;
    fprintf(stderr, "-- comma\n");
    if (n->value)
        make("unbraced");
    else
        make("not made");
    fprintf(stderr, "-- unbraced\n");
    for (make("for init"); n->value < 2; n->value++, make("for step"))
        make("for body");
    make("store")->value = 5;
    fprintf(stderr, "-- store\n");
    make("owner")->next = make("owned");
    printf("%s %d\n", n->next->name, n->value);
    return 0;
}
