/* A struct that holds references is copied by =. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

void test(struct pair *to, struct pair *from) {
    *to = *from; // expect: TLY0010
}
