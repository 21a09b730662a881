/* References as variadic arguments are held for the call like others. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    self->value = -100;
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

static Node *slot;

static int count(int how_many, ...) {
    slot = NULL;
    fprintf(stderr, "-- cleared\n");
    return how_many;
}

static Node *first(Node *n, ...) {
    slot = NULL;
    fprintf(stderr, "-- cleared\n");
    return n;
}

int main(void) {
    Node *local = make("local", 1);
    slot = make("slot", 2);
    printf("%d\n", count(2, slot, local));
    fprintf(stderr, "-- counted\n");
    printf("%d\n", count(1, make("temporary", 3)));
    slot = make("other slot", 4);
    printf("%s\n", first(local, slot, (Node *)NULL, 1.5)->name);
    slot = make("last slot", 5);
    printf("%s %d\n", first(slot)->name, local->value);
    fprintf(stderr, "-- end\n");
    return 0;
}
