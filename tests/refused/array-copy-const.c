/* Constant elements are not copied to. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

void test(Node *n, const char *to) {
    tally_copy(to, n->name, 3); // expect: TLY0039
}
