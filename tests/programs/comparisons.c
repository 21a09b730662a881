/* Comparing references looks at them only; temporaries in a comparison are
 * released after it. */
#include <tally.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
    Node *tally_weak weak;
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

static bool is_last(const Node *n) {
    return !n->next;
}

/* A number that only tells objects apart. */
static size_t bucket(const Node *n, size_t count) {
    return (uintptr_t)(const void *)n / 16 % count;
}

int main(void) {
    Node *a = make("a"), *b = make("b"), *none = NULL;
    const Node *reader = a;
    a->next = b;
    a->weak = b;
    printf("%d %d %d\n", a == b, a != b, a->next == b);
    printf("%d %d %d\n", a == reader, same(a) == reader, a->weak == b);
    printf("%d %d\n", make("side") == a, b != make("side"));
    fprintf(stderr, "-- compared\n");
    printf("%d %d %d %d\n", none == NULL, 0 == none, a == 0, b->weak == NULL);
    printf("%d %d %d\n", !a, !!a, !none);
    bool there = a, gone = none, temporary = make("bool");
    fprintf(stderr, "-- converted\n");
    printf("%d %d %d %d\n", there, gone, temporary, (bool)b->next);
    printf("%d %d\n", is_last(a), is_last(a->next));
    printf("%d %d %d\n", a && b, a && none, none || b->next);
    if (a && !a->next->next && a->next == b && !make("if")->next)
        printf("all\n");
    fprintf(stderr, "-- conditions\n");
    printf("%d %d\n", bucket(a, 7) == bucket(reader, 7),
           bucket(a->next, 9) < 9);
    while (none)
        none = none->next;
    return 0;
}
