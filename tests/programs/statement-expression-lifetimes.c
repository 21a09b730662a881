/* What a statement expression gives outlives its variables; jumps out of it
 * release what it has. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wunused-value"

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
static Node *g;
static void clear(void) {
    g = NULL;
}
static void two(Node *a, Node *b) {
    clear();
    printf("%s %s\n", a->name, b->name);
}
static int kept(Node *n) {
    const char *s = ({
        const char *t = n->next->name;
        t;
    });
    n->next = make("replaced");
    return s[0];
}
static int kept2(Node *n) {
    return ({
        const char *s = n->next->name;
        n->next = NULL;
        s[0];
    });
}
static void kept3(void) {
    const char *s = ({
        Node *n = make("gone");
        n->next = make("gone2");
        n->next->name;
    });
    puts(s);
    puts(({
        Node *n = make("gone3");
        n->name;
    }));
}
static int field(void) {
    return ({
               Node *n = make("nextholder");
               n->next = make("held");
               n->next;
           })
        ->value;
}
static void sib(Node *n) {
    g = make("global");
    two(n, ({
            Node *m = g;
            g = make("g2");
            m;
        }));
    two(({
            Node *m = make("first");
            g = m;
            g;
        }),
        n);
}
static Node *head(Node *n) {
    while (({
        Node *m = n->next;
        if (!m)
            return n;
        m->value;
    }))
        n = n->next;
    return NULL;
}
static int owned(int k) {
    Node *a = make("a");
    for (int i = 0; i < 4; i++) {
        Node *b = make("b");
        int v = ({
            Node *c = make("c");
            if (i == k)
                return i;
            if (i == k - 1) {
                b = NULL;
                break;
            }
            if (i == 0)
                continue;
            c->value;
        });
        a->value += v;
        if (b)
            b->value = 1;
    }
    return a->value;
}
static int fin(void) {
    int r = ({
        Node *x = make("x1");
        Node *y = make("y1");
        x->next = y;
        r = 5;
        x->value + y->value;
    });
    fprintf(stderr, "-- after\n");
    return r;
}
int main(void) {
    Node *n = make("n");
    n->next = make("next");
    printf("%c\n", kept(n));
    printf("%c\n", kept2(n));
    kept3();
    printf("%d\n", field());
    sib(n);
    n->next = make("tail");
    show(head(n));
    printf("%d\n", owned(2));
    printf("%d\n", owned(3));
    printf("%d\n", owned(9));
    printf("%d\n", fin());
    printf("%s %d\n", ({
               Node *p = make("pp");
               p->name;
           }),
           3);
    Node *z = tally_new(Node, .name = "z", .next = ({
                                               Node *m = make("zn");
                                               m;
                                           }),
                        .value = 4);
    show(z->next);
    g = NULL;
    return 0;
}
