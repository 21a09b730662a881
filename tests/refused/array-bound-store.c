/* A store to a reference in the bound of an array type that is only
 * measured. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

unsigned long test(Node *n) {
    return sizeof(int[(n = n->next)->value]); // expect: TLY0013
}
