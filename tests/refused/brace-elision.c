/* An initialiser that leaves out the braces of an inner array of
 * references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    Node *grid[2][2] = {n, 0, n}; // expect: TLY0013
    return grid[1][0]->value;
}
