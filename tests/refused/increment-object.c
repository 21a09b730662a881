/* ++ on a reference. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void test(Node *n) {
    n++; // expect: TLY0008
}
