/* Chained assignment: each place takes its own count, from the right to the
 * left, and what each place held before is released by its own store. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *global;

int main(void) {
    Node *a, *b;
    a = b = global = make("first");
    printf("%s %s %s\n", a->name, b->name, global->name);
    a->next = b = make("second");
    printf("%s %s\n", a->next->name, b->name);
    fprintf(stderr, "-- chained\n");
    global = a = NULL;
    fprintf(stderr, "-- cleared\n");
    printf("%d %d\n", a == NULL, global == NULL);
    return 0;
}
