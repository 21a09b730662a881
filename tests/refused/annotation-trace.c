/* tally_trace is still to come. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_trace static void trace(Node *self, tally_visitor *v) { // expect: TLY0014
    tally_visit(v, &self->next);
}
