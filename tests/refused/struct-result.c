/* A struct that holds references is returned. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

struct pair test(Node *n) { // expect: TLY0010
    struct pair pair = {n, n};
    return pair;
}
