/* Atomic operations on plain members of objects. This is not for tcc. */
#include <stdatomic.h>
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    atomic_int users;
    _Atomic unsigned long bits;
    atomic_flag busy;
    Node *next;
};

static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) {
    fprintf(stderr, "delete %d\n", self->value);
}

static Node *make(int value, Node *next) {
    return tally_new(Node, .value = value, .next = next);
}

int main(void) {
    Node *n = make(1, make(2, NULL));
    int expected = 5;
    atomic_init(&n->users, 4);
    atomic_store(&n->next->users, 5);
    printf("%d\n", atomic_fetch_add(&n->users, 3));
    printf("%d\n", atomic_load(&n->users) + atomic_load(&n->next->users));
    printf("%d\n", atomic_exchange(&n->next->users, 6));
    expected++;
    if (atomic_compare_exchange_strong(&n->next->users, &expected, n->value))
        printf("%d\n", atomic_load(&n->next->users));
    atomic_fetch_or(&n->bits, 12ul);
    printf("%lu ", atomic_fetch_and(&n->bits, ~4ul));
    printf("%lu\n", atomic_load(&n->bits));
    printf("%d", atomic_flag_test_and_set(&n->busy));
    printf("%d\n", atomic_flag_test_and_set(&n->busy));
    atomic_flag_clear(&n->busy);
    fprintf(stderr, "end\n");
    return 0;
}
