/* Trap 15: places that the program leaves indeterminate on some paths are
 * released at the end of their scope all the same. */
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

struct two {
    Node *a, *b;
};

static void maybe(int fill) {
    Node *n;
    Node *pair[2];
    struct two two;
    Node *tally_weak weak;
    if (fill) {
        n = make("local");
        pair[1] = make("element");
        two.b = make("field");
        weak = n;
        printf("%s %s %s %d\n", n->name, pair[1]->name, two.b->name, weak == n);
    }
    fprintf(stderr, "-- leaving\n");
}

static void loop(void) {
    for (int i = 0; i < 3; i++) {
        Node *fresh;
        if (i == 1)
            continue;
        fresh = make("fresh");
        printf("%d %s\n", i, fresh->name);
    }
}

int main(void) {
    maybe(0);
    maybe(1);
    loop();
    return 0;
}
