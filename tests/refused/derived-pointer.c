/* A pointer into an object that was loaded from memory is kept in a
 * variable. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *list;

int test(void) {
    int *value = &list->next->value; // expect: TLY0017
    list = 0;
    return *value;
}
