/* Results that are lent: by functions, through pointers to functions, and raw
 * pointers into an argument. */
#include <stdio.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[8];
    Node *next;
};
typedef struct tally_object List List;
struct List {
    Node *head, *cached;
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) { fprintf(stderr, "delete %d\n", self->value); }

static Node *top;

static tally_borrowed Node *find(List *l, int value) {
    for (Node *n = l->head; n; n = n->next)
        if (n->value == value)
            return n;
    return NULL;
}
static Node *head_of(List *l) tally_borrowed_from(l);
static Node *head_of(List *l) { return l->head; }
static Node *cached(List *l) tally_borrowed;
static Node *cached(List *l) {
    if (!l->cached)
        l->cached = tally_new(Node, .value = 99);
    return l->cached;
}
static tally_borrowed Node *get_top(void) { return top; }
static char *name_of(Node *n) tally_borrowed_from(n);
static char *name_of(Node *n) { return n->name; }
static const int *find_value(const List *l, int value) tally_borrowed_from(l);
static const int *find_value(const List *l, int value) {
    for (const Node *n = l->head; n; n = n->next)
        if (n->value == value)
            return &n->value;
    return NULL;
}
typedef Node *(*getter)(List *l) tally_borrowed_from(l);
struct ops { getter get; Node *(*top)(void) tally_borrowed; };

static List *make(void) {
    List *l = tally_new(List);
    for (int i = 0; i < 3; i++)
        l->head = tally_new(Node, .value = i, .next = l->head);
    return l;
}
static void drop_head(List *l) { l->head = NULL; }
static int value_and_drop(Node *n, List *l) {
    drop_head(l);
    return n->value;
}

int main(void) {
    struct ops ops = {head_of, get_top};
    List *l = make();
    Node *found = find(l, 1);
    printf("%d\n", found->value);
    printf("%d\n", find(l, 0)->value);
    printf("%d %d\n", head_of(make())->value, ops.get(l)->value);
    printf("%d\n", cached(l)->value);
    top = head_of(l);
    Node *const again = get_top();
    char *s = name_of(again);
    strcpy(s, "again");
    printf("%s %s %d\n", name_of(again), name_of(head_of(l)), *find_value(l, 2));
    printf("%d\n", value_and_drop(head_of(l), l));
    top = NULL;
    printf("%d\n", ops.top() == NULL);
    get_top();
    found = l->cached ? cached(l) : find(l, 3);
    return 0;
}
