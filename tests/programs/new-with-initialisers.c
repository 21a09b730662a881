/* tally_new with initialisers: as in a compound literal, every reference in
 * it counted; what is not named is zero. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;

struct pair {
    Node *left, *right;
};

struct Node {
    const char *name;
    int value;
    Node *next;
    Node *items[3];
    struct pair pair;
    Node *tally_weak weak;
    Node *tally_unowned unowned;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static int calls;

static int next_value(void) {
    return ++calls;
}

int main(void) {
    Node *empty = tally_new(Node);
    empty->name = "empty";
    printf("%d %d\n", empty->value, empty->next == NULL);
    Node *n = tally_new(Node, .name = "n", .value = next_value(),
                        .next = make("next"), .items = {make("i0"), empty},
                        .pair = {.right = make("right")}, .weak = empty,
                        .unowned = empty);
    printf("%s %s %s %s %s %s\n", n->next->name, n->items[0]->name,
           n->items[1]->name, n->pair.right->name, n->weak->name,
           n->unowned->name);
    empty = NULL;
    Node *m = tally_new(Node, .name = "m", .items[1] = n->items[1],
                        .pair.left = n->next ? n->next : make("unmade"),
                        .next = tally_new(Node, .name = "m2", .next = n));
    printf("%s %s %d\n", m->items[1]->name, m->next->next->name, calls);
    fprintf(stderr, "-- m done\n");
    Node *w = tally_new(Node, .name = "w", .weak = make("soon dead"));
    fprintf(stderr, "-- weak %s\n", w->weak ? w->weak->name : "none");
    n = NULL;
    m->next = NULL;
    fprintf(stderr, "-- n gone\n");
    return 0;
}
