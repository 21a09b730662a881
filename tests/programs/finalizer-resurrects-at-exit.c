/* An object that its finalizer puts into a static place at exit, when that
 * place has been released already, is released again: nothing is left. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *child;
};

static Node *first, *second;

tally_finalizer static void save_node(Node *self) {
    fprintf(stderr, "save %s\n", self->name);
    second = self;
}

int main(void) {
    first = tally_new(Node, .name = "first");
    printf("%s\n", first->name);
    return 0;
}
