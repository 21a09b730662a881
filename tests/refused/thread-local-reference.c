/* A reference with thread storage duration. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static _Thread_local Node *current; // expect: TLY0014

int test(void) {
    return current != 0;
}
