/* Nobody knows by which member a place in a union is read and written. */
#include <tally.h>

typedef struct tally_object Node Node;
typedef struct tally_object Leaf Leaf;
struct Node {
    int value;
    union {
        Node *node;
        Leaf *leaf;
    };
};
struct Leaf {
    int value;
};
union either {
    Node *node;
    Leaf *leaf;
};

void change(Node **place);

void test(Node *n, union either *u) {
    change(&n->node); // expect: TLY0044
    Leaf **leaf = &(u->leaf); // expect: TLY0044
    *leaf = NULL;
    union either *all = u;
    all->leaf = NULL;
}
