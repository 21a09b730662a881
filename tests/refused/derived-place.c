/* The walking `T **` of list insertion. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *list;

void append(Node *n) {
    Node **last = &list;
    while (*last)
        last = &(*last)->next; // expect: TLY0017
    *last = n;
}
