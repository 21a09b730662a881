/* A variable length array of references beside other variables: it is emptied
 * behind the declaration, where it may not be full already. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

Node *put(Node **places);

int test(int count) {
    Node *items[count], *first = put(items); // expect: TLY0013
    for (Node *more[count]; first; first = 0) // expect: TLY0013
        more[0] = first;
    return 0;
}
