/* A store into an object that the right side takes away: the object is held
 * until the store is done. C leaves open which side comes first; all objects
 * look alike. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
    Node *items[2];
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free\n");
    self->value = -1;
}

static Node *make(void) {
    return tally_new(Node, .value = 7);
}

static Node *slot;

static Node *replace_slot(void) {
    slot = make();
    return make();
}

static int replace_and_count(void) {
    slot = make();
    return 1;
}

int main(void) {
    slot = make();
    slot->next = replace_slot();
    printf("%d\n", slot->value);
    slot->items[1] = replace_slot();
    printf("%d\n", slot->value);
    slot->value += replace_and_count();
    printf("%d\n", slot->value >= 7);
    slot->items[replace_and_count()] = make();
    printf("%d\n", (slot->next = replace_slot())->value);
    slot = NULL;
    return 0;
}
