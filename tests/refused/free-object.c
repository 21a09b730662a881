/* Nobody frees an object by hand. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdlib.h>

void test(void) {
    Node *n = tally_new(Node);
    free(n); // expect: TLY0007
}
