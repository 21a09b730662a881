/* A literal is no counted array. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

Node *test(void) {
    return tally_new(Node, .name = "literal"); // expect: TLY0006
}
