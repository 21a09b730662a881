/* A struct that holds references is passed by value. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

int use(struct pair pair);

int test(struct pair *from) {
    return use(*from); // expect: TLY0010
}
