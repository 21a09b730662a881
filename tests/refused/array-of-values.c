/* Objects do not lie in arrays. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

struct shelf {
    Node *tally_array nodes; // expect: TLY0009
};

int test(struct shelf *s) {
    return s->nodes != 0;
}
