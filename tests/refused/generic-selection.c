/* _Generic over references, where the arms are more than one function. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static int of_node(const Node *n) {
    return n->value;
}

static int of_number(int number) {
    return number;
}

int test(Node *n) {
    return _Generic((n), const Node *: of_node, Node *: of_node, // expect: TLY0013
                    int: of_number)(n->next);
}
