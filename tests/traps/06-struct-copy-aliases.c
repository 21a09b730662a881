/* The source of a struct copy lives in what the target keeps. Rule: all of the
 * new one is retained, then stored, then all of the old one released. */
#include "node.h"

typedef struct tally_object Box Box;
struct holder {
    Box *box;
    Node *n;
};
struct Box {
    struct holder inner;
};

int main(void) {
    struct holder h = {tally_new(Box), NULL};
    h.box->inner.n = make(7, NULL);
    h = h.box->inner;
    printf("%d %s\n", h.n->value, h.box ? "box" : "none");
    return 0;
}
