/* Arrays of other elements. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

void test(Node *n, unsigned char *tally_array bytes) {
    n->name = (char *tally_array)bytes; // expect: TLY0006
}
