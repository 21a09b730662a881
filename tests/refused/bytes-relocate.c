/* Only a struct in memory of the program's own may be moved. */
#include <stddef.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct pair {
    Node *a, *b;
};
struct Node {
    int value;
    Node *next;
    struct pair pair;
};
struct other {
    Node *a;
};

void *move(void *p tally_bytes(relocate), size_t n);
void *keep(void *p tally_bytes(read), size_t n);

struct pair *test(Node *n, struct pair *p, Node **place) {
    struct pair local = {n, n};
    struct pair *taken = p, **address = &taken;
    move(&local, sizeof local);          // expect: TLY0032
    move(&n->pair, sizeof local);        // expect: TLY0032
    move(n, sizeof *n);                  // expect: TLY0032
    move(place, sizeof *place);          // expect: TLY0032
    move(*address, sizeof local);        // expect: TLY0032
    move(taken, sizeof local);           // expect: TLY0032
    struct other *o = move(p, sizeof *p); // expect: TLY0040
    struct pair *q = keep(p, sizeof *p); // expect: TLY0040
    return o ? q : p;
}
