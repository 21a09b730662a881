/* Members of anonymous structs and unions, in objects and in struct values. */
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
typedef struct tally_object Anon Anon;
struct Anon {
    int k;
    struct {
        Node *first;
        struct {
            Node *second;
            Node *tally_weak third;
        };
    };
    union {
        int i;
        float f;
    };
    struct {
        Node *named;
    } in;
};
struct value {
    struct {
        Node *a;
        int i;
    };
    struct {
        struct {
            Node *b;
        };
    };
};
int main(void) {
    Anon *x = tally_new(Anon, .k = 1, .first = make("first"),
                        .second = make("second"), .i = 4,
                        .in = {.named = make("named")});
    x->third = x->second;
    show(x->first);
    show(x->second);
    show(x->third);
    show(x->in.named);
    x->first = x->second;
    x->second = NULL;
    show(x->third);
    x->i = 7;
    printf("%d\n", x->i);
    struct value v = {.a = make("a"), .b = make("b")}, w = v,
                 u = {{make("c"), 3}, {{make("d")}}};
    w.b = v.a;
    v.a = NULL;
    show(w.a);
    show(w.b);
    show(v.b);
    show(u.a);
    show(u.b);
    v = u;
    show(v.b);
    Node **p = &v.b;
    *p = w.a;
    show(v.b);
    return 0;
}
