/* A trace function runs while counts are no counts. */
#include <tally.h>

typedef struct tally_object Node Node;
typedef struct tally_object Leaf Leaf;
struct Leaf {
    void *hidden;
};
struct Node {
    void *hidden;
    Leaf *leaf;
};

static Leaf *last;

static void note(Leaf *leaf) {
    last = leaf; // expect: TLY0046
}

tally_trace static void leaf_trace(Leaf *self, tally_visitor *v) {
    tally_visit(v, &self->hidden);
    note(self);
}

tally_trace static void node_trace(Node *self, tally_visitor *v) {
    tally_visit(v, &self->hidden);
    self->leaf = NULL; // expect: TLY0046
}
