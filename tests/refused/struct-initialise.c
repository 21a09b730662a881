/* A struct that holds references is copied by an initialiser. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

Node *test(struct pair *from) {
    struct pair copy = *from; // expect: TLY0010
    return copy.left;
}
