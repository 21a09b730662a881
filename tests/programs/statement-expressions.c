/* GNU statement expressions: variables, loops, labels, early returns, nested,
 * as every part of a statement. */
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
static Node *init(void) {
    Node *v = ({
        Node *n = make("inner");
        n->value = 7;
        n;
    });
    show(v);
    return v;
}
static const char *raw(void) {
    static char buf[10];
    const char *s = ({
        Node *n = make("rawname");
        n->name;
    });
    strcpy(buf, s);
    return buf;
}
static int number(Node *n) {
    return ({
        Node *next = n->next;
        next ? next->value : -1;
    });
}
static Node *early(Node *n, int k) {
    Node *v = ({
        Node *t = make("early");
        if (k == 1)
            return NULL;
        if (k == 2)
            return t;
        t->next = n;
        t;
    });
    return v->next;
}
#define TRY(e)           \
    ({                   \
        Node *r_ = (e);  \
        if (!r_)         \
            return NULL; \
        r_;              \
    })
#define MAXN(a, b)                       \
    ({                                   \
        __typeof__(a) a_ = (a);          \
        __typeof__(b) b_ = (b);          \
        a_->value > b_->value ? a_ : b_; \
    })
static Node *maybe(int k) {
    return k ? make("maybe") : NULL;
}
static Node *chain(int a, int b) {
    Node *x = TRY(maybe(a));
    Node *y = TRY(maybe(b));
    x->next = TRY(maybe(a));
    y->next = x;
    return y;
}
static int loop(Node *head) {
    int total = ({
        int sum = 0;
        for (Node *n = head; n; n = n->next) {
            Node *m = n;
            if (m->value == 2)
                continue;
            if (m->value > 100)
                break;
            sum += m->value;
        }
        sum;
    });
    return total;
}
static void labels(int k) {
    Node *v = ({
        Node *n = make("label");
    again:
        if (k-- > 0) {
            Node *o = make("again");
            n->next = o;
            goto again;
        }
        n;
    });
    show(v->next);
}
static int inloop(Node *h) {
    int c = 0;
    for (Node *n = h; n; n = n->next) {
        int v = ({
            Node *m = n->next;
            if (!m)
                break;
            if (m->value == 1)
                continue;
            m->value;
        });
        c += v;
    }
    return c;
}
static int cond(Node *n) {
    if (({
            Node *m = n->next;
            m && m->value;
        }))
        return 1;
    while (({
        Node *m = n;
        n = n->next;
        m != NULL;
    }))
        g = n;
    return 2;
}
static void stmt(Node *n) {
    ({
        Node *m = n;
        show(m);
        m;
    });
    ({ make("thrown"); });
    (void)({
        Node *k = make("void");
        k;
    });
}
static void nest(void) {
    Node *v = ({
        Node *a = ({
            Node *b = make("b");
            b->next = make("bn");
            b->next;
        });
        Node *c = a;
        c;
    });
    show(v);
    show(({
        Node *q = ({
            Node *r = make("rr");
            r;
        });
        q;
    }));
}
struct pair {
    Node *a, *b;
};
static void structs(void) {
    struct pair p = ({
        struct pair q = {make("qa"), make("qb")};
        q.a = NULL;
        q;
    });
    show(p.b);
    Node *m = ({
        struct pair q = {make("ma"), p.b};
        q.a;
    });
    show(m);
    m = ({
        Node *arr[2] = {make("x0"), make("x1")};
        arr[1];
    });
    show(m);
}
static void sw(Node *n) {
    switch (({
        Node *m = n;
        m->value;
    })) {
    case 1:
        show(n);
        break;
    default: {
        Node *z = ({
            Node *y = n->next;
            y;
        });
        show(z);
    }
    }
}
static Node *ret(Node *n) {
    return ({
        Node *m = n->next;
        Node *o = m;
        o;
    });
}
static void assign(Node *n) {
    n->next = ({
        Node *m = make("assigned");
        m->next = n->next;
        m;
    });
    g = ({
        Node *w = n->next;
        w;
    });
    g = NULL;
    int i = 3;
    i += ({
        Node *w = n->next;
        w->value;
    });
    printf("%d\n", i);
}
static void weak(void) {
    Node *tally_weak w;
    w = ({
        Node *n = make("weak");
        g = n;
        n;
    });
    show(w);
    g = NULL;
}
static void forparts(Node *h) {
    int i;
    for (i = ({
             Node *m = h;
             m->value;
         });
         ({
             Node *m = h;
             i < m->value + 3;
         });
         i += ({
             Node *m = h;
             m->value;
         }))
        printf("i %d\n", i);
    for (Node *n = ({
             Node *q = h;
             q;
         });
         n; n = ({
                Node *q = n->next;
                q;
            }))
        show(n);
}
static void jumpout(Node *h) {
    for (int i = 0; i < 3; i++) {
        show(({
            Node *m = make("jo");
            if (i == 1)
                goto out;
            m->next = h;
            m;
        }));
    }
out:
    show(h);
}
static void stat(void) {
    int k = ({
        static Node *s;
        if (!s)
            s = make("static");
        s->value;
    });
    printf("%d\n", k);
}
int main(void) {
    Node *v = init();
    show(v);
    puts(raw());
    Node *h = make("h");
    h->next = make("h2");
    h->next->next = make("h33");
    printf("%d %d\n", number(h), number(h->next->next));
    show(early(v, 0));
    show(early(v, 1));
    show(early(v, 2));
    show(chain(0, 0));
    show(chain(1, 0));
    show(chain(1, 1));
    show(MAXN(h, h->next));
    printf("%d %d\n", loop(h), inloop(h));
    labels(3);
    printf("%d\n", cond(h));
    stmt(h);
    nest();
    structs();
    sw(h);
    sw(h->next);
    show(ret(h));
    assign(h);
    weak();
    forparts(h);
    jumpout(h);
    stat();
    stat();
    return 0;
}
