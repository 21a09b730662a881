/* TAILQ and LIST of sys/queue.h over structs that hold references. */
#include <tally.h>

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
struct qe {
    Node *n;
    TAILQ_ENTRY(qe) link;
    LIST_ENTRY(qe) ll;
};
TAILQ_HEAD(qh, qe);
LIST_HEAD(lh, qe);
int main(void) {
    struct qh h;
    TAILQ_INIT(&h);
    struct lh lh;
    LIST_INIT(&lh);
    struct qe e[3] = {{.n = make("e0")}, {.n = make("e1")}, {.n = make("e2")}},
              *p;
    for (int i = 0; i < 3; i++) {
        TAILQ_INSERT_HEAD(&h, &e[i], link);
        LIST_INSERT_HEAD(&lh, &e[i], ll);
    }
    TAILQ_FOREACH(p, &h, link) show(p->n);
    TAILQ_REMOVE(&h, &e[1], link);
    LIST_REMOVE(&e[1], ll);
    TAILQ_FOREACH(p, &h, link) {
        p->n = make("again");
        show(p->n);
    }
    LIST_FOREACH(p, &lh, ll) show(p->n);
    return 0;
}
