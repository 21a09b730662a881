/* Types taken from expressions: __typeof__, __auto_type. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

#pragma GCC diagnostic ignored "-Wpedantic"

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
#ifdef __TINYC__
#define __auto_type Node *
#endif
static Node *global;
int main(void) {
    Node *n = make("n");
    __typeof__(n) a = n;
    __typeof__(n->next) b = make("b");
    __typeof__(*n) *c = b;
    __auto_type d = make("d");
    __auto_type e = n->next;
    __typeof__(&n->next) f = &n->next;
    *f = d;
    __typeof__(make("never")) g;
    g = d;
    const __auto_type h = g;
    __typeof__(Node *[2]) arr = {a, b};
    __typeof__(Node * tally_weak) w = n;
    __typeof__(global) *gp = &global;
    *gp = c;
    show(a);
    show(b);
    show(c);
    show(d);
    show(e);
    show(g);
    show(h);
    show(arr[1]);
    show(w);
    show(global);
    n->next = NULL;
    return 0;
}
