/* SLIST and STAILQ of sys/queue.h over objects. */
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
typedef struct tally_object Item Item;
struct Item {
    const char *name;
    int k;
    STAILQ_ENTRY(Item) s;
    SLIST_ENTRY(Item) l;
};
STAILQ_HEAD(shead, Item);
SLIST_HEAD(lhead, Item);
int main(void) {
    struct lhead l = SLIST_HEAD_INITIALIZER(l);
    for (int i = 0; i < 5; i++) {
        Item *it = tally_new(Item, .k = i);
        SLIST_INSERT_HEAD(&l, it, l);
    }
    Item *x;
    SLIST_FOREACH(x, &l, l) printf("%d\n", x->k);
    x = SLIST_FIRST(&l);
    SLIST_REMOVE_HEAD(&l, l);
    printf("%d\n", x->k);
    SLIST_REMOVE(&l, SLIST_NEXT(SLIST_FIRST(&l), l), Item, l);
    SLIST_FOREACH(x, &l, l) printf("%d\n", x->k);
    while (!SLIST_EMPTY(&l))
        SLIST_REMOVE_HEAD(&l, l);
    return 0;
}
