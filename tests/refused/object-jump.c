/* A jump past the declaration of an object, which must be there. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(int way) {
    switch (way) {
        Node node;
    case 1: // expect: TLY0012
        node.value = 2;
        return node.value;
    }
    return 0;
}
