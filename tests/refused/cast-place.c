/* A cast does not change the kind of a place. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *tally_weak weak;

void test(Node *n) {
    *(Node **)&weak = n; // expect: TLY0005
}
