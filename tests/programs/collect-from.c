/* tally_collect_from: a graph with cycles goes where its last user has done with
 * it, and with nothing else. What is given away is empty; a field is kept. */
#include <stdio.h>
#include <tally_gc.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void node_finalizer(Node *self) {
    fprintf(stderr, "%s goes\n", self->name);
}

static Node *ring(const char *name) {
    Node *node = tally_new(Node, .name = name);
    node->next = node;
    return node;
}

static void use(const char *name) {
    Node *node = ring(name);
    printf("using %s\n", node->next->next->name);
    tally_collect_from(node);
    fprintf(stderr, "used %s\n", name);
}

int main(void) {
    Node *kept = ring("kept");
    Node *holder = tally_new(Node, .name = "holder", .next = ring("held"));
    ring("other");
    use("one");
    use("two");
    tally_collect_from(kept->next);
    tally_collect_from(holder->next);
    printf("%s, %s\n", kept->name, holder->next->name);
    tally_collect_from(holder);
    fprintf(stderr, "the end\n");
    return 0;
}
