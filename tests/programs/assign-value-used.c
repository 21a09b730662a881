/* The value of an assignment outlives its place: the finalizer of the old
 * object empties the place while the value is still in use. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

static Node *slot;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    slot = NULL;
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *replace(const char *name) {
    return slot = make(name);
}

int main(void) {
    slot = make("a");
    printf("%s\n", (slot = make("b"))->name);
    fprintf(stderr, "-- printed\n");
    slot = make("c");
    Node *kept = slot = make("d");
    fprintf(stderr, "-- kept %s\n", kept->name);
    slot = make("e");
    printf("%s\n", replace("f")->name);
    fprintf(stderr, "-- replaced\n");
    return 0;
}
