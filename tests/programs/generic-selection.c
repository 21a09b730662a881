/* _Generic over kinds of objects: functions, references, places. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
    int value;
};
tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}
__attribute__((unused)) static Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = (int)strlen(name));
}
__attribute__((unused)) static void show(const Node *n) {
    printf("%s\n", n ? n->name : "none");
}
typedef struct tally_object Other Other;
struct Other {
    int x;
    Node *n;
};
static int of_node(const Node *n) {
    return n->value;
}
static int of_other(const Other *o) {
    return o->x;
}
static Node *get_node(Node *n) {
    return n->next ? n->next : n;
}
static Node *get_other(Other *o) {
    return o->n;
}
#define VALUE(p) \
    _Generic((p), Node *: of_node, const Node *: of_node, Other *: of_other)(p)
#define GET(p) _Generic((p), Node * : get_node, Other * : get_other)(p)
#define NAME(p) _Generic((p), Node * : "Node", Other * : "Other", default : "?")
int main(void) {
    Node *n = make("abc");
    n->next = make("defg");
    Other *o = tally_new(Other, .x = 9, .n = n);
    printf("%d %d\n", VALUE(n), VALUE(o));
    printf("%d\n", VALUE(make("tempo")));
    Node *g = GET(o);
    show(g);
    g = GET(n->next);
    show(g);
    show(GET(make("temp")));
    printf("%s %s %s\n", NAME(n), NAME(o), NAME(3));
    Node *sel = _Generic(n, Node * : n, Other * : o);
    show(sel);
    Node *d = _Generic(1.0, int : "int", default : make("default"));
    show(d);
    _Generic(n, Node * : n, Other * : o)->next = NULL;
    printf("%d\n", _Generic(n, Node * : n->value, default : "none"));
    return 0;
}
