/* const: references to const objects are counted like others; a const place
 * takes one reference at its initialisation and is released at its end. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    const Node *next;
    Node *const fixed;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static const Node *none(void) {
    static Node *const nothing = NULL;
    return nothing;
}

static int length(const Node *n) {
    int count = 0;
    for (; n; n = n->next)
        count++;
    return count;
}

static const Node *second(const Node *const n) {
    return n->next;
}

/* What a const variable has stays in it, also where the function ends. */
static const Node *kept(const Node *n) {
    const Node *const mine = n->next;
    return mine;
}

int main(void) {
    Node *const first = make("first");
    first->next = make("second");
    const Node *reader = first;
    const Node *const last = second(reader);
    const Node *items[2] = {last, none()};
    printf("%d %s %s\n", length(reader), last->name, items[0]->name);
    printf("%s\n", kept(first)->name);
    reader = reader->next;
    first->next = tally_new(Node, .name = "holder", .fixed = make("fixed"));
    fprintf(stderr, "-- replaced\n");
    printf("%s %s\n", reader->name, first->next->fixed->name);
    fprintf(stderr, "-- end\n");
    return 0;
}
