/* What ends the initialiser of an object stands behind the whole declaration. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

Node *make(void);

int test(void) {
    Node first = {.next = make()}, second = {0}; // expect: TLY0047
    for (Node i = {0}; i.value < 3; i.value++)   // expect: TLY0047
        second.value++;
    return first.value + second.value;
}
