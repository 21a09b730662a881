/* A variant in a struct that ends with a flexible array: such a struct is not
 * handed over by value, not even by a helper that nobody calls. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int kind;
    union {
        Node *one tally_case(1);
        int number tally_case(2);
    } as tally_variant(kind);
    Node *tally_weak volatile seen;
    int count;
    Node *kids[];
};
tally_finalizer static void end(Node *self) {
    fprintf(stderr, "end %d\n", self->count);
}

static Node *one_of(Node *n) {
    return n->kind == 1 ? n->as.one : NULL;
}

int main(void) {
    Node *n = tally_new_flex(Node, kids, 2, .kind = 1, .count = 2);
    n->as.one = tally_new_flex(Node, kids, 1, .kind = 2, .count = 1,
                               .as.number = 7);
    n->kids[1] = n->as.one;
    n->seen = n->kids[1];
    printf("%d %d\n", one_of(n)->as.number, n->as.one->count);
    n->kids[1] = NULL;
    n->as.one = NULL;
    fprintf(stderr, "%s\n", n->seen ? "still there" : "gone");
    return 0;
}
