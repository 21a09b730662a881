/* if and else if: the temporary of each condition dies before the branch, and
 * before the next condition is evaluated. */
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

static void test(int which) {
    if (make("first", which)->value == 1)
        fprintf(stderr, "-- first branch\n");
    else if (make("second", which)->value == 2) {
        Node *local = make("local", 0);
        fprintf(stderr, "-- second branch\n");
        printf("%s\n", local->name);
    } else if (make("third", which)->value == 3)
        if (make("dangling", which)->value == 4)
            fprintf(stderr, "-- never\n");
        else
            fprintf(stderr, "-- third branch\n");
    else
        make("last", 0);
    printf("%d\n", which);
}

int main(void) {
    for (int i = 1; i <= 4; i++)
        test(i);
    return 0;
}
