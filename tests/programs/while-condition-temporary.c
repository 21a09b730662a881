/* A temporary in the condition of a while dies each time before the body, and
 * once more when the condition is false. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

int main(void) {
    int n = 3;
    while (make("condition", n)->value > 0) {
        n--;
        if (n == 1)
            continue;
        fprintf(stderr, "-- body\n");
    }
    fprintf(stderr, "-- unbraced\n");
    while (make("single", n++)->value < 1)
        fprintf(stderr, "-- body\n");
    printf("%d\n", n);
    while (make("break", n)->value)
        break;
    return 0;
}
