/* The variable that a pointer was taken from gets another object while the
 * pointer is in use. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(Node *n) {
    Node *local = tally_new(Node);
    int *value = &local->value; // expect: TLY0017
    local = n;
    return *value;
}
