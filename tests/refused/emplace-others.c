/* tally_emplace makes structs, tally_clear is for those that hold references. */
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
struct pair {
    Node *left, *right;
};
struct point {
    int x, y;
};

void make(void) {
    Node *n = tally_emplace(Node, malloc(sizeof *n)); // expect: TLY0040
    Node **all = tally_emplace(Node *, malloc(80)); // expect: TLY0040
    (void)n, (void)all;
}

void over(struct pair *p, Node *n) {
    p = tally_emplace(struct pair, p); // expect: TLY0007
    (void)tally_emplace(struct pair, n); // expect: TLY0007
}

void clear(struct point *p, Node *n, const struct pair *c) {
    tally_clear(p); // expect: TLY0040
    tally_clear(n); // expect: TLY0040
    tally_clear(c); // expect: TLY0040
}

void clear_raw(void *raw) {
    tally_clear(raw); // expect: TLY0040
}

tally_unmanaged static void by_hand(struct pair *p) {
    tally_clear(p); // expect: TLY0013
}

void call(struct pair *p) {
    by_hand(p);
}
