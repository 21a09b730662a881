/* Elements are copied to elements of the same type. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

void test(Node *n, int *to) {
    tally_copy(to, n->name, 3); // expect: TLY0039
}
