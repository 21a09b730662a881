/* An object returned by value. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

Node copy(void); // expect: TLY0009

int test(void) {
    return 0;
}
