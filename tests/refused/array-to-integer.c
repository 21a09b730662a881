/* A reference to an array does not become a number. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

uintptr_t test(Node *n) {
    return (uintptr_t)n->name; // expect: TLY0007
}
