/* A trace function has one type, and there is one for a type of objects. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_trace static int gives(Node *self, tally_visitor *v) { // expect: TLY0045
    tally_visit(v, &self->next);
    return 0;
}

tally_trace static void alone(Node *self) { // expect: TLY0045
    (void)self;
}

tally_trace static void other(Node *self, void *visitor) { // expect: TLY0045
    (void)self;
    (void)visitor;
}

tally_trace static void first(Node *self, tally_visitor *v) {
    tally_visit(v, &self->next);
}

tally_trace static void second(Node *self, tally_visitor *v) { // expect: TLY0045
    tally_visit(v, &self->next);
}
