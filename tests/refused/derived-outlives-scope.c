/* A pointer outlives the variable that it was taken from. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(void) {
    int *value;
    {
        Node *local = tally_new(Node);
        value = &local->value; // expect: TLY0017
    }
    return *value;
}
