/* Trap 2: evaluating one operand overwrites the place that another one was
 * read from. C leaves open which comes first; old and new objects look alike
 * here, so that either order prints the same. */
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
    self->name = "dead";
    self->value = -1;
}

static Node *make(void) {
    return tally_new(Node, .name = "alike", .value = 7);
}

static Node *slot;

static int replace(void) {
    slot = make();
    return 1;
}

static Node *replace_and_make(void) {
    slot = make();
    return make();
}

static int replace_next(Node *n) {
    n->next = make();
    return 2;
}

static void show(Node *n, int k) {
    printf("%s %d %d\n", n->name, n->value, k);
}

static void show_two(Node *a, Node *b) {
    printf("%s %s\n", a->name, b->name);
}

static int replace_at(Node **place) {
    *place = make();
    return 3;
}

static void replace_local(void) {
    Node *local = make();
    show(local, replace_at(&local));
    printf("%d\n", local->value + replace_at(&local));
}

int main(void) {
    slot = make();
    show(slot, replace());
    printf("%d\n", slot->value + replace());
    printf("%d\n", replace() + slot->value);
    show_two(slot, replace_and_make());
    slot->next = make();
    show(slot->next, replace_next(slot));
    printf("%d\n", slot->next->value * replace_next(slot));
    replace_local();
    return 0;
}
