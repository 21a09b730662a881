/* Each part of a for is a full expression: its temporaries die before the next
 * part or the body begins. */
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
    int i;
    for (i = make("init", 0)->value; make("condition", 2)->value > i;
         i += make("step", 1)->value) {
        fprintf(stderr, "-- body\n");
        printf("%d\n", i);
    }
    fprintf(stderr, "-- done\n");
    for (int k = make("declared", 1)->value; k; k--)
        fprintf(stderr, "-- unbraced body\n");
    for (i = 0; i < 2; make("discarded", i++))
        if (i == 1)
            continue;
    printf("%d\n", i);
    return 0;
}
