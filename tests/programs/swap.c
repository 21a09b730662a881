/* Exchanging references through places: locals, fields, a place with itself,
 * and neighbours in a list. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static void swap(Node **a, Node **b) {
    Node *old = *a;
    *a = *b;
    *b = old;
}

static void rotate(Node **a, Node **b, Node **c) {
    swap(a, b);
    swap(b, c);
}

static void exchange_neighbours(Node **first) {
    Node *a = *first, *b = a->next;
    *first = b;
    a->next = b->next;
    b->next = a;
}

int main(void) {
    Node *x = make("x"), *y = make("y"), *none = NULL;
    swap(&x, &y);
    swap(&x, &x);
    printf("%s %s\n", x->name, y->name);
    x->next = make("under");
    swap(&x->next, &y->next);
    printf("%s %s\n", x->next ? "?" : "-", y->next->name);
    swap(&none, &y->next);
    printf("%s %d\n", none->name, y->next == NULL);
    rotate(&x, &y, &none);
    printf("%s %s %s\n", x->name, y->name, none->name);
    x->next = y;
    y->next = none;
    exchange_neighbours(&x->next);
    printf("%s %s %d\n", x->next->name, x->next->next->name,
           x->next->next->next == NULL);
    swap(&x, &x->next);
    printf("%s %s %d\n", x->name, x->next->name, x->next->next == x->next);
    fprintf(stderr, "-- swapped\n");
    return 0;
}
