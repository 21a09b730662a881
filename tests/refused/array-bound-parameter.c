/* A temporary in the bound of an array parameter. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int use(Node *n);
Node *make(void);

int test(int numbers[][use(make())]) { // expect: TLY0013
    return numbers[1][0];
}
