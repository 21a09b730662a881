/* The table of static places stands behind all macros. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *list;
static Node *other;

void test(Node *n) {
    list = n;
    other = n;
}
#define list other // expect: TLY0037
