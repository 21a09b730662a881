/* A temporary in the bound of a variable length array. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int use(Node *n);
Node *make(void);

int test(void) {
    int numbers[use(make())]; // expect: TLY0013
    numbers[0] = 1;
    return numbers[0];
}
