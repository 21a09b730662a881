/* Several declarators in one declaration: each is initialised and its
 * temporaries released before the next one; all are released in reverse. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

static void mark(const char *text) {
    fprintf(stderr, "-- %s\n", text);
}

static Node *holding(const char *name) {
    Node *n = make("holder", 0);
    n->next = make(name, 4);
    return n;
}

int main(void) {
    Node *a = make("a", 1), *b = a, *c, **place = &b, *pair[2] = {a, NULL};
    int x = make("x", 3)->value, y = (mark("between"), x + 1),
        z = make("z", y)->value;
    mark("numbers");
    Node *inner = holding("inner")->next, *other = (mark("inner read"), inner),
         *third = holding("third")->next;
    mark("nodes");
    *place = make("b", 2);
    c = pair[0];
    pair[1] = b;
    a = NULL;
    printf("%d %d %d %s %s %s\n", x, y, z, other->name, third->name, c->name);
    mark("end");
    return 0;
}
