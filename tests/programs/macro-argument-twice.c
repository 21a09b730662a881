/* A macro that evaluates its argument more than once, with an argument that
 * makes a reference: each evaluation makes one. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

#define MAX(a, b) ((a)->value > (b)->value ? (a) : (b))
#define LAST(n) ((n)->next ? (n)->next : (n))
#define USE_TWICE(n) (use(n) + use(n))

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static int made;

static Node *make(const char *name, int value) {
    made++;
    return tally_new(Node, .name = name, .value = value);
}

static int use(Node *n) {
    return n->value;
}

int main(void) {
    Node *a = make("a", 1), *b = make("b", 2);
    Node *max = MAX(a, b);
    printf("%s %d\n", max->name, made);
    Node *again = MAX(make("alike", 4), make("alike", 5));
    fprintf(stderr, "-- compared\n");
    printf("%d %d\n", again->value, made);
    printf("%d\n", MAX(MAX(a, b), again)->value);
    a->next = b;
    a = LAST(a);
    fprintf(stderr, "-- last\n");
    printf("%s %s\n", a->name, LAST(b)->name);
    printf("%d\n", USE_TWICE(make("twice", 3)));
    printf("%d\n", use(LAST(make("once", 6))));
    fprintf(stderr, "-- used\n");
    printf("%d\n", made);
    return 0;
}
