/* What holds references is not given to a void *. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

extern void look(const void *bytes);
void test(Node *n) {
    look(n->kids); // expect: TLY0007
}
