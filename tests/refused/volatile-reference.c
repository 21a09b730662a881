/* A volatile struct that holds references; single ones are fine. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *a, *b;
};

static Node *volatile current;
static volatile struct pair both; // expect: TLY0014

int test(void) {
    return current != 0 && both.a != 0;
}
