/* Volatile places: statics, arrays, fields, locals, parameters, weak ones;
 * pointers to volatile objects. */
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
static Node *volatile current;
static Node *volatile table[3];
static Node *tally_weak volatile seen;
typedef struct tally_object Slot Slot;
struct Slot {
    Node *volatile node;
    Node *tally_weak volatile weak;
    int k;
};
struct pair {
    Node *volatile a;
    Node *b;
};
static void drop_current(Node *n) {
    current = NULL;
    show(n);
}
static void by_place(Node *volatile *place) {
    Node *old = *place;
    *place = make("placed");
    show(old);
}
static int param(Node *volatile n) {
    n = n->next;
    return n ? n->value : -1;
}
static int param2(Node *volatile n) {
    return n->value;
}
static Node *early(int k) {
    Node *volatile v = make("early");
    Node *volatile u;
    if (k)
        return v;
    u = v;
    return u->next;
}
static Node *get(void) {
    return current;
}
static volatile Node *pointee(volatile Node *n) {
    volatile Node *m = n;
    m->next = NULL;
    return m;
}
int main(void) {
    current = make("current");
    drop_current(current);
    show(current);
    current = make("c2");
    current->next = make("c3");
    current = current->next;
    show(current);
    seen = current;
    show(get());
    for (int i = 0; i < 3; i++)
        table[i] = make("t");
    table[1] = table[0];
    show(table[1]);
    Slot *s = tally_new(Slot, .node = current, .k = 4);
    s->weak = s->node;
    s->node = make("slot");
    show(s->node);
    Node *volatile local = s->node;
    local = local->next;
    local = make("local");
    by_place(&local);
    show(local);
    by_place(&s->node);
    show(s->node);
    by_place(&current);
    printf("%d %d\n", param(s->node), param2(s->node));
    show(early(0));
    show(early(1));
    struct pair p = {make("pa"), make("pb")}, q = p;
    q.a = q.b;
    p = q;
    show(p.a);
    Node *volatile arr[2] = {local, NULL};
    arr[1] = arr[0];
    show(arr[1]);
    static Node *volatile st;
    st = local;
    show(st);
    local = NULL;
    if (local == NULL && st)
        printf("null\n");
    volatile Node *vp = pointee(st);
    vp->value = 3;
    printf("%d\n", vp->value);
    Node *volatile a = make("a"), *volatile b = a, *c = b;
    a = b = c;
    while (a) {
        a = a->next;
    }
    return 0;
}
