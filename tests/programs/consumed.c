/* Parameters that take the reference which they are given: locals are emptied,
 * fields are retained, results move; in function types, too. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) { fprintf(stderr, "delete %d\n", self->value); }

static Node *kept;

static void give(Node *n tally_consumed) {
    printf("give %d\n", n ? n->value : -1);
}
static void keep(tally_consumed Node *n);
static void keep(Node *n) {
    kept = n;
    n = n->next;
    printf("next %d\n", n ? n->value : -1);
}
typedef void (*sink)(Node *n tally_consumed);
struct table { sink fn; void (*other)(int, Node *tally_consumed); };

static void pass(int i, Node *n tally_consumed) {
    if (i > 0)
        give(n);
}
static Node *push(Node *list tally_consumed, int value) {
    return tally_new(Node, .value = value, .next = list);
}

int main(void) {
    struct table table = {give, pass};
    sink all[] = {give, keep};
    Node *n = tally_new(Node, .value = 1);
    give(n);
    n = tally_new(Node, .value = 2);
    Node *m = tally_new(Node, .value = 3, .next = n);
    keep(m);
    give(n->next);
    printf("%d\n", n->value);
    table.fn(tally_new(Node, .value = 4));
    table.other(1, kept);
    table.other(0, kept->next);
    for (int i = 0; i < 2; i++) {
        Node *k = tally_new(Node, .value = 10 + i);
        all[i]((k));
    }
    (kept ? give : keep)(n);
    Node *list = NULL;
    for (int i = 0; i < 3; i++)
        list = push(list, i);
    list = push(push(list, 7), 8);
    for (Node *p = list; p; p = p->next)
        printf("%d ", p->value);
    printf("\n");
    Node *c = tally_new(Node, .value = 20);
    if (list->value == 8)
        give(c);
    give(NULL);
    give(m = list);
    return 0;
}
