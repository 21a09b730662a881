/* Macros that call each other, paste tokens, repeat arguments, make
 * declarations and functions (X macros). */
#include <tally.h>

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/queue.h>

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
#define NEXT(n) ((n)->next)
#define SET(p, v) ((p) = (v))
#define SWAP(T, a, b) \
    do {              \
        T tmp_ = (a); \
        (a) = (b);    \
        (b) = tmp_;   \
    } while (0)
#define MAX(a, b) ((a)->value > (b)->value ? (a) : (b))
#define FIELD(n, f) ((n)->f##xt)
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define UNIQUE CAT(tmp, 7)
#define STR_(x) #x
#define STR(x) STR_(x)
#define LOG(e) \
    printf("%s:%d %s = %s\n", "f", __LINE__, #e, (e) ? (e)->name : "none")
#define FOREACH(v, head) for (Node *v = (head); v; v = v->next)
#define WITH(n) for (Node *it_ = (n), *once_ = it_; once_; once_ = NULL)
#define LIST X(alpha) X(beta) X(gamma)
struct table {
#define X(n) Node *n;
    LIST
#undef X
};
#define DEFGETTER(f)                        \
    static Node *get_##f(struct table *t) { \
        return t->f;                        \
    }
#define X(n) DEFGETTER(n)
LIST
#undef X
#define DECLARE(v, e) Node *v = e
#define NEWNODE(...) tally_new(Node, __VA_ARGS__)
#define APPLY(f, ...) f(__VA_ARGS__)
#define BEGIN {
#define END }
#define RET(x) return x
#define COUNT __COUNTER__
#define EMPTY
#define ID(x) x
#define DEFER(x) x EMPTY
    struct qe {
    Node *n;
    TAILQ_ENTRY(qe) link;
};
typedef struct tally_object Item Item;
struct Item {
    const char *name;
    LIST_ENTRY(Item) x;
};
static Node *choose(Node *a, Node *b) BEGIN RET(MAX(a, b));
END int main(void) {
    Node *a = make("a"), *b = make("bb");
    SET(NEXT(a), make("next"));
    show(NEXT(a));
    SWAP(Node *, a, b);
    show(a);
    show(b);
    SWAP(Node *, a->next, b->next);
    show(a->next);
    show(MAX(a, b));
    show(choose(a, b));
    show(MAX(make("long"), make("longer")));
    show(FIELD(a, ne));
    DECLARE(UNIQUE, make(STR(UNIQUE)));
    show(tmp7);
    LOG(a);
    LOG(a->next);
    LOG(NEXT(a));
    FOREACH(v, a) LOG(v);
    FOREACH(v, a) {
        if (v->value > 100)
            break;
        FOREACH(w, v) show(w);
    }
    WITH(make("with")) show(it_);
    struct table t = {0};
#define X(n) t.n = make(#n);
    LIST
#undef X
#define X(n) show(get_##n(&t));
        LIST
#undef X
            Node *m = NEWNODE(.name = "nn", .value = COUNT, .next = NEXT(a));
    printf("%d %d\n", m->value, COUNT);
    Node *k = APPLY(make, "applied");
    show(k);
    APPLY(show, APPLY(make, ID(ID("nested"))));
    assert(a->next != NULL && "message");
    assert(make("asserted")->value == 8);
    SET(a->next, NULL);
    ID(SET(b->next, a));
    ID(ID(ID(b->next) = NULL));
    int line = __LINE__;
    SET(a, b);
    printf("%d %d\n", line, __LINE__);
    return 0;
}
