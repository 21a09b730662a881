/* Argument lists copied, forwarded, with struct values, and freed behind the
 * caller's back. */
#include <tally.h>

#include <stdarg.h>
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
static Node *last(int n, ...) {
    va_list ap;
    Node *r = NULL;
    va_start(ap, n);
    while (n--)
        r = va_arg(ap, Node *);
    va_end(ap);
    return r;
}
static int sum(Node *first, ...) {
    va_list ap, aq;
    int s = 0;
    va_start(ap, first);
    va_copy(aq, ap);
    for (Node *n = first; n; n = va_arg(ap, Node *))
        s += n->value;
    for (Node *n = first; n; n = va_arg(aq, Node *))
        s += 100;
    va_end(ap);
    va_end(aq);
    return s;
}
struct pair {
    Node *a, *b;
};
static Node *vlast(int n, va_list ap) {
    Node *r = NULL;
    while (n-- > 0)
        r = va_arg(ap, Node *);
    return r;
}
static Node *fwd(int n, ...) {
    va_list ap;
    va_start(ap, n);
    Node *r = vlast(n, ap);
    va_end(ap);
    return r;
}
static Node *ofpair(int n, ...) {
    va_list ap;
    va_start(ap, n);
    struct pair p = va_arg(ap, struct pair);
    va_end(ap);
    return p.b;
}
static Node *g;
static Node *clear(int n, ...) {
    g = NULL;
    va_list ap;
    va_start(ap, n);
    Node *r = va_arg(ap, Node *);
    va_end(ap);
    show(r);
    return r;
}
int main(void) {
    Node *n = make("n");
    g = make("global");
    Node *l = last(3, n, make("temp"), make("last"));
    show(l);
    printf("%d\n", sum(n, make("xx"), l, (Node *)NULL));
    show(fwd(2, n, make("two")));
    struct pair p = {n, make("pairb")};
    show(ofpair(1, p));
    Node *c = clear(1, g);
    show(c);
    show(last(1, n->next));
    return 0;
}
