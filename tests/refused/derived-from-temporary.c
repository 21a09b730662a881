/* A pointer into an object that dies at the end of the expression. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

Node *make(void);

int test(void) {
    int *value = &make()->value; // expect: TLY0017
    return *value;
}
