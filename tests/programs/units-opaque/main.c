/* Counts objects of a type that it never sees the inside of. */
#include "node.h"

#include <stdio.h>

struct pair {
    Node *left;
    Node *tally_weak right;
};

static Node *saved;
static Node *table[2];

static Node *last(Node *n) {
    const Node *follower = node_next(n);
    if (!follower)
        return n;
    Node *taken;
    node_take_next(n, &taken);
    node_set_next(n, taken);
    return last(taken);
}

static void drop_saved(Node *n) {
    saved = NULL;
    fprintf(stderr, "-- dropped\n");
    node_print(n);
}

int main(void) {
    Node *list = node_new("a", node_new("b", node_new("c", NULL)));
    node_print(last(list));
    node_new("discarded", NULL);
    saved = node_new("saved", NULL);
    drop_saved(saved);
    table[0] = last(list);
    Node *second;
    printf("%d\n", node_take_next(list, &second));
    table[1] = second;
    list = NULL;
    fprintf(stderr, "-- list out\n");
    struct pair pair = {node_new("left", NULL), table[0]};
    node_print(pair.right);
    node_take_next(second, &pair.left);
    fprintf(stderr, "-- left out\n");
    pair.left = NULL;
    table[0] = NULL;
    fprintf(stderr, "-- weak %s\n", pair.right ? "alive" : "gone");
    return 0;
}
