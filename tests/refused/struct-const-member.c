/* A struct with const members cannot be kept in a temporary. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct fixed {
    Node *const node;
};

struct fixed make(void);

int test(void) {
    return make().node->value; // expect: TLY0013
}
