/* Structs that are not marked have no kinds of references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct plain {
    int value;
};

static struct plain *tally_unowned kept; // expect: TLY0004

int value(void) {
    return kept ? kept->value : 0;
}
