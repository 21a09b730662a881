/* A pointer into an object is returned: the caller does not know what keeps
 * it. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *list;

int *test(void) {
    return &list->value; // expect: TLY0018
}

/* Also out of a parameter: who calls may let go of it. */
int *of_parameter(Node *n) {
    return &n->value; // expect: TLY0018
}

static int *marked(Node *n) tally_borrowed_from(n);
static int *marked(Node *n) {
    return &n->next->value;
}

static int *another(Node *n, Node *m) tally_borrowed_from(n);
static int *another(Node *n, Node *m) {
    return n->value ? &n->value : &m->value; // expect: TLY0018
}

int both(Node *n) {
    return *marked(n) + *another(n, n);
}
