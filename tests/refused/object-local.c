/* An object as a local variable. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(void) {
    Node n = {0}; // expect: TLY0009
    return n.value;
}
