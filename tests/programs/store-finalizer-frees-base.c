/* A store whose released old value has a finalizer that takes away the object
 * with the place, while the value of the store is still in use. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int takes_base;
    Node *next;
};

static Node *slot;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    if (self->takes_base)
        slot = NULL;
}

static Node *make(const char *name, int takes_base) {
    return tally_new(Node, .name = name, .takes_base = takes_base);
}

int main(void) {
    slot = make("base", 0);
    slot->next = make("old", 1);
    slot->next = make("new", 0);
    fprintf(stderr, "-- stored\n");
    slot = make("base 2", 0);
    slot->next = make("old 2", 1);
    printf("%s\n", (slot->next = make("new 2", 0))->name);
    fprintf(stderr, "-- used\n");
    slot = make("base 3", 0);
    slot->next = make("old 3", 1);
    Node *kept = slot->next = make("new 3", 0);
    printf("%s\n", kept->name);
    fprintf(stderr, "-- kept\n");
    return 0;
}
