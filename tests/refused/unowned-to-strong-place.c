/* A variable for the address of a strong place takes no address of an unowned
 * one. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *tally_unowned current;

void test(Node *n) {
    Node **place = &current; // expect: TLY0005
    *place = n;
}
