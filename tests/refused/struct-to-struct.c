/* Two structs have their references at different places. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *a, *b;
};
struct named {
    char name[8];
    Node *a;
};
struct first {
    int kind;
};
struct whole {
    struct first first;
    Node *a;
};

void test(struct named *named, struct first *first, Node *n) {
    struct pair *p = (struct pair *)named; // expect: TLY0006
    struct whole *w = (struct whole *)first; // expect: TLY0006
    p->b = n;
    w->a = n;
}
