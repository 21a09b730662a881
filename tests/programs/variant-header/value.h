#ifndef VALUE_H
#define VALUE_H
#include <tally.h>
typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
typedef enum { V_NIL, V_INT, V_NODE, V_STR } Kind;
typedef struct Value {
    Kind kind;
    union {
        long i tally_case(V_INT);
        Node *node tally_case(V_NODE);
        char *tally_array s tally_case(V_STR);
    } tally_variant(kind);
} Value;
#define SET_NODE(v, n)      \
    do {                    \
        (v)->node = (n);    \
        (v)->kind = V_NODE; \
    } while (0)
static inline Value v_int(long i) {
    return (Value){.kind = V_INT, .i = i};
}
static inline void v_set_int(Value *v, long i) {
    v->i = i;
    v->kind = V_INT;
}
static inline Node *v_node(const Value *v) {
    return v->kind == V_NODE ? v->node : NULL;
}
static inline void v_drop(Value *v) {
    *v = (Value){0};
}
#define V_IS_INT(v) ((v).kind == V_INT)
void print_value(Value v);
#endif
