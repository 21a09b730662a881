/* What holds references is not looked at as bytes. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

char test(Node *n) {
    return *(char *)n->kids; // expect: TLY0007
}
