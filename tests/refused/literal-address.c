/* Compound literals that hold references, as objects that cannot be written
 * again. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int look(Node *const *nodes);
void out(Node *tally_weak *place);

int test(Node *n) {
    out(&(Node *tally_weak){n}); // expect: TLY0010
    return look((Node *const[]){n, n}); // expect: TLY0010
}
