/* Types whose names could be taken for those that tally makes: 'value' for a
 * function of the runtime, 'const_Node' for references to const. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object value value;
struct value {
    int v;
    value *next;
};

typedef struct tally_object Node Node;
struct Node {
    int v;
    Node *next;
};

typedef struct tally_object const_Node const_Node;
struct const_Node {
    const Node *n;
    const_Node *next;
};

typedef struct tally_object type_value type_value;
struct type_value {
    int v;
    type_value *next;
};

static void show_value(void) {
    value *v = tally_new(value, .v = 3);
    v->next = tally_new(value, .v = 4);
    v = v->next;
    printf("value %d\n", v->v);
    type_value *t = tally_new(type_value, .v = 5);
    t->next = tally_new(type_value, .v = 6);
    t = t->next;
    printf("type_value %d\n", t->v);
}

static void show_const(void) {
    const Node *n = tally_new(Node, .v = 7);
    const_Node *c = tally_new(const_Node);
    c->n = n;
    c->next = tally_new(const_Node, .n = n);
    n = c->n;
    c = c->next;
    printf("const_Node %d %d\n", n->v, c->n->v);
}

int main(void) {
    show_value();
    show_const();
    return 0;
}
