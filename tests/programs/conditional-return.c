/* return of conditional, logical and assigned values while locals that the
 * value was read from are still to be released. */
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
    self->value = -1;
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = 1);
}

static Node *last;

static Node *next_or(Node *n, const char *name) {
    return n && n->next ? n->next : make(name);
}

static Node *of_local(int first) {
    Node *a = make("a"), *b = make("b");
    a->next = b;
    return first ? a : a->next;
}

static int both(int flag) {
    Node *local = make("local");
    return flag && local->value && make("right")->value;
}

static Node *store(void) {
    Node *old = last;
    return old ? (last = NULL) : (last = make("stored"));
}

static void nothing(int flag) {
    Node *local = make("void");
    if (flag)
        return;
    printf("%s\n", local->name);
}

int main(void) {
    Node *n = make("n");
    n->next = make("next");
    printf("%s %s\n", next_or(n, "unmade")->name, next_or(NULL, "or")->name);
    printf("%s\n", of_local(1)->name);
    fprintf(stderr, "-- first\n");
    printf("%s\n", of_local(0)->name);
    fprintf(stderr, "-- second\n");
    printf("%d ", both(0));
    printf("%d\n", both(1));
    fprintf(stderr, "-- both\n");
    printf("%s\n", store()->name);
    printf("%d\n", store() == NULL);
    fprintf(stderr, "-- stored\n");
    nothing(0);
    nothing(1);
    return 0;
}
