/* A pointer into an array that was read from memory. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

char test(Node *n) {
    char *text = n->name; // expect: TLY0017
    n->name = 0;
    return *text;
}
