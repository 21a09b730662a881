/* Handlers of atexit run before the static places are released. */
#include <tally.h>

#include <stdio.h>
#include <stdlib.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

static Node *global;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static void first_handler(void) {
    fprintf(stderr, "-- first handler\n");
    printf("%s\n", global->name);
    global = tally_new(Node, .name = "made by the handler");
}

static void second_handler(void) {
    fprintf(stderr, "-- second handler\n");
    printf("%s\n", global->name);
}

static void leave(void) {
    global = tally_new(Node, .name = "global");
    exit(0);
}

int main(void) {
    atexit(first_handler);
    atexit(second_handler);
    leave();
    return 1;
}
