/* A plain pointer does not become a counted array. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

void test(Node *n, char *text) {
    n->name = text; // expect: TLY0006
}
