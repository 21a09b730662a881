/* '&*p' is p: in stores, results, arguments and where only a part of what it
 * may be is a temporary. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    int value;
    Node *tally_weak back;
};

static Node *global;
static int choice;

static Node *make(void) {
    return tally_new(Node, .value = 3);
}

static Node *same(Node *node) {
    return &*node;
}

static void store(Node *node) {
    global = &*node;
    global = (&(*node))->next;
}

static int forget(void) {
    global = NULL;
    return 4;
}

int main(void) {
    Node *n = make();
    global = &*n;
    Node *q = &*make();
    store(&*same(n));
    const Node *looked = (const Node *)n;
    global = &*(choice ? n : make());
    choice = 1;
    q = global = &*(choice ? n : make());
    n->back = q;
    int sum = (&*(make(), n->back))->value + (&*make())->value;
    sum += forget() + (&*(choice ? n->back : make()))->value;
    global = n;
    global->next = make();
    Node *x = &*global->next, *y = &*n->back;
    sum += (&*global->next)->value * forget();
    (void)&*make();
    n->next = NULL;
    printf("%d %d %d\n", sum, x->value + y->value, (&*looked)->value);
    return 0;
}
