/* switch: references in the blocks of cases and assigned in cases, falling
 * through, break, continue of a loop around, and return. */
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

static Node *choose(int which) {
    Node *kept = make("kept");
    switch (which) {
    case 0:
        return make("zero");
    case 1: {
        Node *inner = make("inner");
        printf("%s\n", inner->name);
        break;
    }
    case 2: {
        Node *falls = make("falls");
        printf("%s\n", falls->name);
    }
        /* fall through */
    case 3:
        kept = make("three");
        break;
    default:
        return NULL;
    }
    return kept;
}

int main(void) {
    for (int i = 0; i < 5; i++) {
        Node *n = choose(i);
        fprintf(stderr, "-- chosen\n");
        switch (i) {
        case 1:
            continue;
        case 3: {
            Node *m = n;
            printf("%s\n", m->name);
            continue;
        }
        }
        printf("%d %s\n", i, n ? n->name : "none");
    }
    return 0;
}
