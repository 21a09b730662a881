/* goto backward over a declaration leaves its scope: the variable is released
 * there and made again. Backward inside a scope nothing is released. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s %d\n", self->name, self->value);
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

int main(void) {
    int tries = 0;
    Node *outer = make("outer", 0);
again:
    tries++;
    Node *n = make("try", tries);
    {
        Node *inner = make("inner", tries);
        if (tries < 3 && inner->value == n->value)
            goto again;
    }
    fprintf(stderr, "-- through\n");
    int rounds = 0;
inside:
    rounds++;
    n->value += 10;
    if (rounds < 2)
        goto inside;
    printf("%s %d %d\n", outer->name, n->value, tries);
    return 0;
}
