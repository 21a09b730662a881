/* An unowned reference is read, and its object has died. */
// compilers: gcc clang
// flags: -DTALLY_DEBUG
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *child;
    Node *tally_unowned parent;
};

int main(void) {
    Node *root = tally_new(Node, .value = 1);
    root->child = tally_new(Node, .value = 2, .parent = root);
    Node *child = root->child;
    fprintf(stderr, "%d\n", child->parent->value);
    root = NULL;
    fprintf(stderr, "so far\n");
    Node *parent = child->parent; // stops: a tally_unowned reference to a 'Node' made at unowned-dead.c:16 is read at unowned-dead.c:22, and the object is dead
    fprintf(stderr, "too far %d\n", parent->value);
    return 0;
}
