/* Function pointers: arguments, results and holds follow the conventions of
 * the type, wherever the pointer comes from. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
    void (*act)(Node *self);
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

typedef Node *maker(const char *name);

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *make_two(const char *name) {
    return tally_new(Node, .name = name, .next = make("second"));
}

static Node *slot;

static void say(Node *self) {
    printf("%s says\n", self->name);
}

static void drop_slot(Node *self) {
    slot = NULL;
    fprintf(stderr, "-- dropped\n");
    printf("%s acts\n", self->name);
}

static maker *choose(int two) {
    return two ? make_two : make;
}

static int each(Node *list, int (*visit)(const Node *n, int sum)) {
    int sum = 0;
    for (Node *p = list; p; p = p->next)
        sum = visit(p, sum);
    return sum;
}

static int count(const Node *n, int sum) {
    return sum + (n->next ? 1 : 10);
}

int main(void) {
    static maker *const makers[] = {make, make_two};
    void (*act)(Node *) = say;
    Node *n = makers[1]("first");
    act(n);
    (*act)(n->next);
    printf("%d\n", each(n, count));
    choose(1)("discarded");
    fprintf(stderr, "-- discarded\n");
    act(choose(0)("argument"));
    slot = (*makers[0])("slot");
    slot->act = drop_slot;
    slot->act(slot);
    fprintf(stderr, "-- acted\n");
    return 0;
}
