/* Arrays without elements: their address is that of no byte of theirs, and
 * still they are not lost: not to a leak detector either, which looks at exit
 * before cycles are collected. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *other;
    Node **tally_array kids;
    char *tally_array name;
};

static void show(const char *what, Node *node) {
    printf("%s: %lu kids, %lu bytes\n", what,
           (unsigned long)tally_length(node->kids),
           (unsigned long)tally_length(node->name));
}

static Node *pair(void) {
    Node *one = tally_new(Node, .kids = tally_new_array(Node *, 0),
                          .name = tally_new_array(char, 3));

    one->other = tally_new(Node, .other = one,
                           .kids = tally_new_array(Node *, 1),
                           .name = tally_new_array(char, 0));
    return one;
}

int main(void) {
    for (int i = 0; i < 100; i++) {
        Node *node = pair();

        if (i == 0)
            show("made", node);
        tally_resize(&node->name, 0);
        tally_resize(&node->kids, 2);
        tally_resize(&node->other->kids, 0);
        if (i == 0) {
            show("changed", node);
            show("emptied", node->other);
        }
    }
    return 0;
}
