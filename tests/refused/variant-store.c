/* A union and its tag change together. */
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
typedef struct value Value;
enum kind { NIL, NUMBER, NODE, LEAF, PAIR, TEXT };
struct value {
    enum kind kind;
    union {
        double number tally_case(NUMBER);
        Node *node tally_case(NODE, LEAF);
        Node *pair[2] tally_case(PAIR);
        char text[8] tally_case(TEXT);
    } as tally_variant(kind);
};
struct Node {
    Value value, *shared;
    Node *next;
};

Node *make(Value *v);
double compute(Value *v);
enum kind kind_of(Node *n);

void tag_alone(Value *v, Node *n) {
    v->kind = NODE; // expect: TLY0043
    n->value.kind++; // expect: TLY0043
    n->value.kind += 1; // expect: TLY0043
}

void not_together(Value *v, Value *w, Node *n) {
    v->kind = NODE; // expect: TLY0043
    make(v);
    v->as.node = n;
    w->kind = NODE; // expect: TLY0043
    v->as.node = n;
    v->kind = NUMBER; // expect: TLY0043
    v->as.node = n;
    v->as.number = 3;
    v->kind = kind_of(n); // expect: TLY0043
}

void called_between(Value *v, Node *n) {
    v->kind = NODE; // expect: TLY0043
    v->as.node = make(v);
    n->shared->as.node = make(v);
    n->shared->kind = NODE; // expect: TLY0043
    v->kind = NODE; // expect: TLY0043
    v->as.node = v->kind ? n : NULL;
}

void known(Value *v, Value *w, Node *n) {
    if (v->kind == NODE)
        v->kind = NUMBER; // expect: TLY0043
    if (v->kind == NODE)
        w->kind = LEAF; // expect: TLY0043
    if (v->kind == NODE) {
        make(v);
        v->kind = LEAF; // expect: TLY0043
    }
    if (v->kind == NODE || n)
        v->kind = LEAF; // expect: TLY0043
}

int value_used(Value *v) {
    return __extension__({
        v->as.number = 1;
        v->kind = NUMBER; // expect: TLY0043
    });
}

void part_written(Value *v, Node *n) {
    v->as.number = compute(v); // expect: TLY0043
    v->as.number += compute(v); // expect: TLY0043
    v->as.pair[0] = n; // expect: TLY0043
}

void in_lists(Value *v, Node *n, enum kind kind) {
    Value a = {.kind = NUMBER, .as.node = n}; // expect: TLY0043
    Value b = {NODE, {3.0}}; // expect: TLY0043
    Value c = {.kind = kind, .as.node = n}; // expect: TLY0043
    Value d = {.as = {.node = n}}; // expect: TLY0043
    *v = (Value){kind, {.number = 1}}; // expect: TLY0043
    Node *made = tally_new(Node, .value.kind = NODE, .value.as.text = "x"); // expect: TLY0043
    Value all[] = {{NODE, {.node = n}}, [2].kind = PAIR, [2].as.node = n}; // expect: TLY0043
    (void)a, (void)b, (void)c, (void)d, (void)made, (void)all;
}
