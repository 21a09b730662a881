/* Descriptions of types name types and fields. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#define next value // expect: TLY0037

Node *test(void) {
    return tally_new(Node);
}
