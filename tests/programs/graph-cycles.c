/* Objects that refer to one another in cycles: counts alone never free them,
 * the collector does, with what hangs on them. Its order is not defined, so
 * the finalizer only counts. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int id;
    Node *edges[3];
};

static int freed;

tally_finalizer static void free_node(Node *self) {
    (void)self;
    freed++;
}

static Node *make(int id) {
    return tally_new(Node, .id = id);
}

static Node *ring(int size) {
    Node *first = make(0), *last = first;
    for (int i = 1; i < size; i++) {
        last->edges[0] = make(i);
        last = last->edges[0];
    }
    last->edges[0] = first;
    return first;
}

static void tell(const char *when, Node *n) {
    unsigned found = (unsigned)tally_collect();
    fprintf(stderr, "-- %s: found %u, freed %d, watched %s\n", when, found,
            freed, n ? "alive" : "gone");
}

static Node *tally_weak watched;

int main(void) {
    {
        Node *a = ring(3);
        a->edges[1] = make(10);
        a->edges[0]->edges[2] = a->edges[1];
        watched = a;
        printf("%d %d\n", a->edges[0]->id,
               a->edges[0]->edges[0]->edges[0]->edges[1]->id);
        tell("held", watched);
        tell("still held", a);
    }
    fprintf(stderr, "-- left, freed %d\n", freed);
    tally_collect();
    tell("collected", watched);
    Node *kept;
    {
        Node *b = ring(4);
        kept = b->edges[0]->edges[0];
        watched = b;
    }
    tell("kept", kept);
    printf("%d\n", kept->id);
    kept->edges[0]->edges[0] = NULL;
    kept = NULL;
    tell("cut", watched);
    Node *self = make(20);
    self->edges[0] = self->edges[2] = self;
    self = NULL;
    tell("loop", NULL);
    kept = ring(2);
    return 0;
}
