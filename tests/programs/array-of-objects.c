/* Arrays of references: elements are places, released in ascending order; the
 * array may be part of a cycle. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int id;
    Node **tally_array kids;
    Node *tally_weak up;
};

void node_delete(Node *self) tally_finalizer;

void node_delete(Node *self) {
    fprintf(stderr, "-%d\n", self->id);
}

static Node *node(int id, size_t kids) {
    return tally_new(Node, .id = id, .kids = tally_new_array(Node *, kids));
}

static Node *tree(int id, int depth) {
    Node *n = node(id, 2);
    for (size_t i = 0; depth > 0 && i < tally_length(n->kids); i++) {
        n->kids[i] = tree(2 * id + (int)i, depth - 1);
        n->kids[i]->up = n;
    }
    return n;
}

static int sum(Node **kids, size_t count) {
    int total = 0;
    for (size_t i = 0; i < count; i++)
        if (kids[i])
            total += kids[i]->id + sum(kids[i]->kids, tally_length(kids[i]->kids));
    return total;
}

static void swap(Node **a, Node **b) {
    Node *kept = *a;
    *a = *b;
    *b = kept;
}

static Node **tally_array shared;

int main(void) {
    Node *root = tree(1, 2);
    Node **tally_array kids = root->kids;
    Node **end = kids + tally_length(kids);
    Node *last = end[-1];
    int i = 0;
    printf("%d\n", sum(kids, tally_length(kids)));
    swap(&kids[0], &root->kids[1]);
    swap(kids, kids);
    printf("%d %d %td\n", kids[0]->id, (*kids)->up->id, end - kids);
    kids[i++] = kids[1];
    printf("%d %d\n", i, kids[0] == kids[1]);
    fprintf(stderr, "overwritten\n");
    shared = root->kids;
    root = NULL;
    fprintf(stderr, "root\n");
    fprintf(stderr, "%d\n", shared[1]->up == NULL);
    printf("%d\n", last->id);
    kids[1] = NULL;
    shared = tally_new_array(Node *, 1);
    shared[0] = node(50, 1);
    shared[0]->kids[0] = shared[0];
    shared[0]->kids = shared;
    shared = NULL;
    printf("%d\n", kids[0]->id);
    return 0;
}
