/* goto forward in a block, past the declaration of a reference. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(int flag) {
    if (flag)
        goto end; // expect: TLY0038
    Node *n = tally_new(Node);
    flag = n->value;
end:
    return flag;
}
