/* Functions that tally leaves alone: they count by hand, and are called like
 * all others. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) {
    fprintf(stderr, "delete %d\n", self->value);
}

static Node *make(int value) {
    return tally_new(Node, .value = value);
}

/* Takes the first one out: moves, no counts. */
tally_unmanaged static Node *pop(Node **list) {
    Node *first = *list;
    if (first) {
        *list = first->next;
        first->next = NULL;
    }
    return first;
}

/* Borrows both, and stores one. */
tally_unmanaged static void push(Node **list, Node *n) {
    Node *old = n->next;
    n->next = *list;
    *list = tally_incref(n);
    tally_decref(old);
}

/* Consumes. */
tally_unmanaged static int eat(Node *n tally_consumed) {
    int value = n ? n->value : -1;
    tally_decref(n);
    return value;
}

tally_unmanaged static Node *reverse(Node *list tally_consumed) {
    Node *done = NULL, *next;
    for (; list; list = next) {
        next = list->next;
        list->next = done;
        done = list;
    }
    return done;
}

int main(void) {
    Node *list = NULL;
    for (int i = 0; i < 4; i++) {
        Node *n = make(i);
        push(&list, n);
    }
    Node *last = pop(&list);
    printf("%d\n", last->value);
    list = reverse(list);
    for (const Node *n = list; n; n = n->next)
        printf("%d ", n->value);
    printf("\n%d\n", eat(pop(&list)));
    printf("%d\n", eat(last));
    printf("%d\n", eat(NULL));
    printf("%d\n", list->value);
    return 0;
}
