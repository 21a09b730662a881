/* Printing an address and hashing it look at a reference; they keep nothing. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

int main(void) {
    char first[32], second[32];
    Node *n = make("n");
    n->next = make("next");
    snprintf(first, sizeof first, "%p", (void *)n);
    snprintf(second, sizeof second, "%p", (void *)n->next);
    printf("%d\n", strcmp(first, second) != 0);
    snprintf(second, sizeof second, "%p", (const void *)n);
    printf("%d\n", strcmp(first, second) == 0);
    printf("%d\n", snprintf(first, sizeof first, "%p",
                            (void *)make("temporary")) > 0);
    fprintf(stderr, "-- end\n");
    return 0;
}
