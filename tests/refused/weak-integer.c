/* A place annotation needs a pointer. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int count(int tally_weak n) { // expect: TLY0004
    return n;
}
