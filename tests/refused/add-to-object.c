/* Objects do not lie in arrays: no arithmetic. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

Node *test(Node *n) {
    return n + 1; // expect: TLY0008
}
