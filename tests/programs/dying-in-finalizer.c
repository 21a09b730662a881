/* Objects that die while a finalizer runs wait until it has returned, first
 * in, first out; then the references of its own object are released. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int kills;
    Node *own, *child;
};

static Node *victims[3];

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "begin %s\n", self->name);
    if (self->kills) {
        victims[2] = NULL;
        victims[0] = NULL;
        self->own = NULL;
        victims[1] = NULL;
    }
    fprintf(stderr, "end %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

int main(void) {
    Node *killer = make("killer");
    killer->kills = 1;
    killer->child = make("child");
    killer->own = make("own");
    victims[0] = make("victim 0");
    victims[0]->child = make("child of 0");
    victims[1] = make("victim 1");
    victims[2] = make("victim 2");
    printf("%s\n", killer->own->name);
    killer = NULL;
    fprintf(stderr, "-- done\n");
    return 0;
}
