/* The address of a weak place is `T *tally_weak *`: a store through it is a
 * weak store, a read through it a weak read. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *tally_weak link;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static void point(Node *tally_weak *place, Node *to) {
    *place = to;
}

static Node *target(Node *tally_weak *place) {
    return *place;
}

static void tell(const char *when, Node *n) {
    fprintf(stderr, "-- %s %s\n", when, n ? n->name : "none");
}

static Node *tally_weak global;

int main(void) {
    Node *tally_weak local;
    Node *tally_weak array[2] = {NULL, NULL};
    Node *tally_weak *place = &array[1];
    Node *holder = make("holder");
    {
        Node *n = make("target");
        point(&local, n);
        point(&holder->link, n);
        point(&global, n);
        point(place, n);
        printf("%s %s %s %s\n", target(&local)->name,
               target(&holder->link)->name, target(&global)->name,
               array[1]->name);
        point(&local, holder);
        printf("%s\n", local->name);
        local = *place;
    }
    tell("local", target(&local));
    tell("field", target(&holder->link));
    tell("global", target(&global));
    tell("element", *place);
    point(&local, holder);
    tell("local", local);
    return 0;
}
