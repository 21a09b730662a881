/* Both arms of ?: have to be places of one kind. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *strong;
static Node *tally_weak weak;

Node *test(int flag) {
    return *(flag ? &strong : &weak); // expect: TLY0005
}
