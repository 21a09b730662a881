/* += on a reference. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *cursor;

void test(int by) {
    cursor += by; // expect: TLY0008
}
