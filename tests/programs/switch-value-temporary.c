/* The temporary of a switch's value dies before the first statement of the
 * case. */
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

static int test(int value) {
    Node *local = make("local", value);
    switch (make("value", local->value)->value) {
    case 1:
        fprintf(stderr, "-- one\n");
        break;
    case 2:
        return make("returned", 2)->value;
    default:
        switch (make("inner", 9)->value + local->value)
        case 12:
            fprintf(stderr, "-- twelve\n");
        fprintf(stderr, "-- default\n");
    }
    return 0;
}

int main(void) {
    for (int i = 1; i <= 3; i++)
        printf("%d\n", test(i));
    return 0;
}
