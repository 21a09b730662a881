/* break and continue release what they leave, and no more. */
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
    Node *last = NULL;
    for (int i = 0; i < 4; i++) {
        Node *outer = make("outer", i);
        if (i == 0)
            continue;
        int k = 0;
        while (1) {
            Node *inner = make("inner", k);
            if (k++ < 1) {
                Node *deep = make("deep", k);
                if (deep->value == i)
                    continue;
                fprintf(stderr, "-- not continued\n");
            }
            if (inner->value >= 1)
                break;
        }
        last = outer;
        if (i == 2)
            break;
    }
    printf("%s %d\n", last->name, last->value);
    return 0;
}
