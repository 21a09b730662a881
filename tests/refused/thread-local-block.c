/* A thread-local reference of another unit that only a block declares: the
 * function has to enter it where it begins. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(void) {
    extern _Thread_local Node *current; // expect: TLY0013
    return current != 0;
}
