/* _Generic asks what something is, and answers with a number or a text: its
 * operand is not evaluated, and its arms need not be told apart. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

enum kind { OTHER, NODE, PLACE };

#define KIND(x) _Generic((x), Node *: NODE, Node **: (PLACE), default: OTHER)
#define TYPE_NAME(x) _Generic((x), Node *: "Node *", int: "int", default: "?")
#define FORMAT(x) _Generic((x), Node *: "<%s>\n", default: "'%s'\n")

static int calls;
static Node *make(int value) {
    calls++;
    return tally_new(Node, .value = value);
}

int main(void) {
    Node *n = make(1);
    n->next = make(2);
    printf("%d %d %d\n", KIND(n->next), KIND(&n->next), KIND(n->next->value));
    printf("%s %s\n", TYPE_NAME(make(3)), TYPE_NAME(n->value));
    printf(FORMAT(n), TYPE_NAME(n->next ? n->next : make(4)));
    if (KIND(n) == NODE)
        n = n->next;
    printf("%d %d\n", n->value, calls);
    return 0;
}
