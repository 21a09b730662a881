/* A pointer into an object is returned: the caller does not know what keeps
 * it. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *list;

int *test(void) {
    return &list->value; // expect: TLY0018
}
