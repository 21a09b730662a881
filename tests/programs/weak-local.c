/* A weak local, alone, in arrays and in structs; the value of a weak read
 * keeps the object for as long as it is used. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

struct watch {
    int id;
    Node *tally_weak what;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *slot;

static void clear(Node *n) {
    slot = NULL;
    fprintf(stderr, "-- cleared\n");
    printf("%s\n", n->name);
}

static Node *from_weak(Node *n) {
    Node *tally_weak w = n;
    return w;
}

int main(void) {
    Node *tally_weak early = make("early");
    fprintf(stderr, "-- early %s\n", early ? early->name : "none");
    slot = make("slot");
    Node *tally_weak w = slot;
    struct watch watch = {1, slot};
    Node *tally_weak many[2] = {slot, NULL};
    clear(w);
    fprintf(stderr, "-- weak %s %s %s\n", w ? w->name : "none",
            watch.what ? watch.what->name : "none",
            many[0] ? many[0]->name : "none");
    slot = make("second");
    w = slot;
    Node *strong = w;
    slot = NULL;
    fprintf(stderr, "-- kept %s\n", w ? w->name : "none");
    printf("%s %d\n", strong->name, watch.id);
    strong = NULL;
    fprintf(stderr, "-- released\n");
    printf("%s\n", from_weak(make("returned"))->name);
    return 0;
}
