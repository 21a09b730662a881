/* do: locals of the body go before the condition is evaluated, also after
 * continue; temporaries of the condition before the next round. */
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
    int i = 0;
    do {
        Node *n = make("body", i);
        if (n->value == 1)
            continue;
        fprintf(stderr, "-- round %d\n", i);
    } while (make("condition", i++)->value < 2);
    fprintf(stderr, "-- unbraced\n");
    do
        i--;
    while (make("single", i)->value > 1);
    do {
        Node *n = make("last", i);
        if (n->value == i)
            break;
        printf("not reached\n");
    } while (make("never", 1)->value);
    printf("%d\n", i);
    return 0;
}
