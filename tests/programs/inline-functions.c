/* inline and _Noreturn functions, prototypes inside functions, functions
 * without arguments, functions used before their definition. */
#include <tally.h>

#include <stdio.h>
#include <stdlib.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self);

static inline Node *make(const char *name);
static inline Node *next(const Node *n) {
    return n->next;
}
static inline void set_next(Node *n, Node *next) {
    n->next = next;
}
static Node *later(void);
_Noreturn static void finish(void);

static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *slot;

int main(void) {
    Node *take(Node *n);
    slot = make("slot");
    set_next(slot, later());
    printf("%s %s\n", next(slot)->name, take(slot)->name);
    set_next(slot, NULL);
    fprintf(stderr, "-- next out\n");
    finish();
}

Node *take(Node *n);

Node *take(Node *n) {
    return next(n);
}

static inline Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *later(void) {
    return make("later");
}

_Noreturn static void finish(void) {
    printf("%s\n", slot->name);
    slot = NULL;
    exit(0);
}
