/* return from nested scopes and loops: every scope on the way out is left in
 * reverse order of declaration. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *deep(int where) {
    Node *a = make("a");
    if (where == 0)
        return NULL;
    for (int i = 0; i < 2; i++) {
        Node *b = make("b"), *c = make("c");
        while (where != 2) {
            Node *d = make("d");
            if (where == 1)
                return d;
            else
                return make("e");
        }
        if (i == 1)
            return b;
        fprintf(stderr, "-- round of %s\n", c->name);
    }
    return a;
}

static void nothing(int where) {
    Node *v = make("v");
    if (where)
        return;
    printf("%s\n", v->name);
}

int main(void) {
    for (int where = 0; where < 4; where++) {
        Node *n = deep(where);
        fprintf(stderr, "-- back\n");
        printf("%s\n", n ? n->name : "none");
    }
    nothing(0);
    nothing(1);
    return 0;
}
