/* An object as a static variable. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node head; // expect: TLY0009

int test(void) {
    return head.value;
}
