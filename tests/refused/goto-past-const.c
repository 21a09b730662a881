/* goto past the declaration of a const reference, which cannot be made NULL,
 * and past one that a variable of its name hides at the label. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(int flag) {
    if (flag)
        goto end; // expect: TLY0012
    Node *const n = tally_new(Node);
    flag = n->value;
end:
    return flag;
}

int hidden(int flag) {
    if (flag)
        goto inside; // expect: TLY0038
    Node *n = tally_new(Node);
    {
        int n = flag;
    inside: // expect: TLY0012
        n = 1;
        flag += n;
    }
    return flag + n->value;
}
