/* A list of many nodes dies at once, by its one reference. Argument: how
 * many. */
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
};

static Node *build(long count) {
    Node *list = NULL;
    for (long i = 0; i < count; i++)
        list = tally_new(Node, .next = list);
    return list;
}

int main(int argc, char **argv) {
    long count = argc > 1 ? atol(argv[1]) : 1000;
    Node *list = build(count);
    printf("%d\n", list != NULL);
    list = NULL;
    printf("%d\n", list != NULL);
    return 0;
}
