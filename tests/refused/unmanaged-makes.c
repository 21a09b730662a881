/* A body that tally leaves alone cannot make objects, or resize arrays. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_unmanaged Node *test(Node **tally_array rows) {
    static Node *last; // expect: TLY0013
    Node *n = tally_new(Node); // expect: TLY0013
    tally_resize(&rows, 2); // expect: TLY0013
    tally_decref(last);
    return last = tally_incref(n);
}
