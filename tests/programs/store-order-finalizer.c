/* Trap 3: the place holds its new value before the old object's finalizer
 * runs, which reads that place. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

static Node *slot;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s: slot %s, next %s\n", self->name,
            slot ? slot->name : "nothing",
            slot && slot->next ? slot->next->name : "nothing");
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

int main(void) {
    slot = make("first");
    slot = make("second");
    slot->next = make("third");
    slot->next = make("fourth");
    slot = slot->next;
    printf("%s\n", slot->name);
    slot = NULL;
    return 0;
}
