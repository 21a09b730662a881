/* The kinds of places are part of a function type. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static void set_weak(Node *tally_weak *place) {
    *place = 0;
}

void test(void) {
    void (*set)(Node **place) = set_weak; // expect: TLY0005
    Node *n;
    set(&n);
}
