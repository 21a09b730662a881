/* A union that holds references goes with its tag. */
#include <tally.h>

typedef struct tally_object Node Node;
typedef struct value Value;
enum kind { NIL, NUMBER, NODE };
union either {
    double number tally_case(NUMBER);
    Node *node tally_case(NODE);
    Node *pair[2] tally_case(3);
};
struct value {
    enum kind kind;
    union either as tally_variant(kind);
};
struct Node {
    Value value;
};

void change_kind(enum kind *kind);
void change_node(Node **place);

void addresses(Value *v) {
    change_kind(&v->kind); // expect: TLY0043
    change_node(&v->as.node); // expect: TLY0044
    change_node(v->as.pair); // expect: TLY0044
    double *number = &v->as.number; // expect: TLY0044
    union either *either = &v->as; // expect: TLY0044
    either->node = NULL; // expect: TLY0044
    *number = 1;
}

void alone(Value *v, Value *w) {
    v->as = w->as; // expect: TLY0044
    *v = (Value){NODE, w->as}; // expect: TLY0044
    *v = (Value){NODE, (union either){.node = NULL}}; // expect: TLY0043 TLY0044
    union either e = {.node = NULL}; // expect: TLY0043
    e.node = NULL; // expect: TLY0044
}
