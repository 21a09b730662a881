/* The place of an array is no place of a plain pointer. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

extern void look(char **place);
void test(Node *n) {
    look(&n->name); // expect: TLY0005
}
