/* assert: a macro of the system whose argument makes and reads references. */
#undef NDEBUG
#include <tally.h>

#include <assert.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

int main(void) {
    Node *n = make("n");
    assert(n);
    assert(n && !n->next);
    n->next = make("next");
    assert(n->next->name && n->next != n);
    assert(make("temporary")->next == NULL);
    fprintf(stderr, "-- end\n");
    printf("%s\n", n->next->name);
    return 0;
}
