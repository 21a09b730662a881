/* A static compound literal that holds references: nothing releases it. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

static struct pair *literal = &(struct pair){0}; // expect: TLY0010

int test(void) {
    return literal->left == literal->right;
}
