/* A pointer into an object is stored where nothing keeps the object. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *list;
static int *kept;

void test(void) {
    kept = &list->value; // expect: TLY0018
}
