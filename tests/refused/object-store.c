/* A whole object stored over another one. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void test(Node *to, Node *from) {
    *to = *from; // expect: TLY0009
}
