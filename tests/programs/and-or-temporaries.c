/* Temporaries made behind && and ||, where they may not come to be: released
 * at the end of the condition or the full expression, if they were made. */
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

static void test(int first) {
    if (first && make("and", 1)->value)
        fprintf(stderr, "-- and body\n");
    fprintf(stderr, "-- after and\n");
    if (first || make("or", 1)->value)
        fprintf(stderr, "-- or body\n");
    fprintf(stderr, "-- after or\n");
    int x = make("zero", 0)->value && make("never", 1)->value;
    fprintf(stderr, "-- after initialiser\n");
    int i = 0;
    while (i < 2 && make("loop", 1)->value) {
        fprintf(stderr, "-- loop body\n");
        i++;
    }
    x = (first && !make("paren", 1)->value) || x;
    printf("%d %d %d\n", first, x, i);
}

int main(void) {
    test(1);
    test(0);
    return 0;
}
