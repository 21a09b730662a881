/* A pointer into an object that was loaded from memory is kept in an element
 * of a variable. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *list;

int test(void) {
    int *values[2] = {0, &list->value}; // expect: TLY0017
    list = 0;
    return *values[1];
}
