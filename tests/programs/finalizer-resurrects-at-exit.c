/* An object that its finalizer puts into a static place at exit, when that
 * place has been released already, is released again: nothing is left, however
 * often that takes place. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *child;
};

static Node *first, *second;
static int saved;

tally_finalizer static void save_node(Node *self) {
    if (saved++ % 50 == 0)
        fprintf(stderr, "save %s\n", self->name);
    second = self;
}

int main(void) {
    first = tally_new(Node, .name = "first");
    printf("%s\n", first->name);
    for (int i = 0; i < 200; i++)
        first->child = tally_new(Node, .name = "child", .child = first->child);
    return 0;
}
