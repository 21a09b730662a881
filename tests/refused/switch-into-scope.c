/* A case label behind the declaration of a reference. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(int way) {
    int result = 0;
    switch (way) {
    case 1:;
        Node *n = tally_new(Node);
        result = n->value;
        break;
    case 2: // expect: TLY0038
        result = 2;
    }
    return result;
}
