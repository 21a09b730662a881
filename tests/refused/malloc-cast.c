/* A cast does not make raw memory an object. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdlib.h>

Node *make(void) {
    return (Node *)calloc(1, sizeof(Node)); // expect: TLY0006
}
