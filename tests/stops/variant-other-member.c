/* A store to a member of a variant, which its tag does not select. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

struct value {
    int kind;
    union {
        double number tally_case(0);
        Node *node tally_case(1);
    } as tally_variant(kind);
};

static void put(struct value *v, Node *n) {
    v->as.node = n; // stops: but its tag selects another
}

int main(void) {
    Node *n = tally_new(Node, .value = 1);
    struct value v = {.kind = 1, .as.node = n};
    put(&v, n);
    v = (struct value){.kind = 0, .as.number = 2};
    fprintf(stderr, "so far\n");
    put(&v, n);
    fprintf(stderr, "too far\n");
    return 0;
}
