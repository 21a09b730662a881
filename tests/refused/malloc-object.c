/* Objects come from tally_new only. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdlib.h>

Node *make(void) {
    Node *n = malloc(sizeof *n); // expect: TLY0006
    return n;
}
