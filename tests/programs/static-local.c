/* Static locals: one place for all calls, released at exit. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int uses;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s after %d\n", self->name, self->uses);
}

static Node *cached(void) {
    static Node *cache;
    if (!cache)
        cache = tally_new(Node, .name = "cache");
    cache->uses++;
    return cache;
}

static Node *swap(Node *n) {
    static Node *held;
    Node *was = held;
    held = n;
    return was;
}

int main(void) {
    cached();
    printf("%d\n", cached()->uses);
    Node *n = cached();
    printf("%d\n", n->uses);
    printf("%d\n", swap(tally_new(Node, .name = "one")) == NULL);
    printf("%s\n", swap(tally_new(Node, .name = "two"))->name);
    fprintf(stderr, "-- swapped\n");
    printf("%s\n", swap(NULL)->name);
    fprintf(stderr, "-- emptied\n");
    return 0;
}
