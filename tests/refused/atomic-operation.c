/* Atomic operations on references, or on memory that holds some. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
    char text[8];
};
struct pair { Node *a; };

static char *kept;

Node *load(Node **place) {
    return __atomic_load_n(place, 0); // expect: TLY0013
}

void store(Node *n, Node *other) {
    __atomic_store_n(&n->next, other, 0); // expect: TLY0013
}

void load_pair(struct pair *from, struct pair *to) {
    __atomic_load(from, to, 0); // expect: TLY0013
}

int plain(Node *n) {
    __atomic_store_n(&kept, n->next->text, 0); // expect: TLY0018
    return __atomic_add_fetch(&n->value, 1, 0);
}
