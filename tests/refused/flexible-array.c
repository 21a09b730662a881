/* A flexible array of references in a struct that is no object. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int count;
};

struct row {
    int count;
    Node *children[]; // expect: TLY0013
};

int test(struct row *row) {
    return row->children[0]->count;
}
