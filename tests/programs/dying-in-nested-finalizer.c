/* A finalizer that runs because another one has returned may kill in turn:
 * what dies in it is disposed of when it, the inner one, has returned. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int first, second;
    Node *child;
};

static Node *victims[4];

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "begin %s\n", self->name);
    if (self->first)
        victims[self->first] = NULL;
    if (self->second)
        victims[self->second] = NULL;
    fprintf(stderr, "end %s\n", self->name);
}

int main(void) {
    victims[1] = tally_new(Node, .name = "one", .first = 3,
                           .child = tally_new(Node, .name = "child of one"));
    victims[2] = tally_new(Node, .name = "two");
    victims[3] = tally_new(Node, .name = "three");
    Node *killer = tally_new(Node, .name = "killer", .first = 1, .second = 2);
    printf("%d\n", killer->second);
    killer = NULL;
    fprintf(stderr, "-- done\n");
    return 0;
}
