/* Two units, each with its own struct Node, its own static functions and
 * variables of the same names. */
#include "text.h"

#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    double number;
    Node *next;
};

static Node *root;

tally_finalizer static void finalize(Node *self) {
    fprintf(stderr, "free number %.1f\n", self->number);
}

static Node *make(double number) {
    return tally_new(Node, .number = number, .next = root);
}

int main(void) {
    root = make(1.5);
    root = make(2.5);
    printf("%d\n", text_test(2));
    fprintf(stderr, "-- text done\n");
    printf("%.1f\n", root->next->number);
    root = root->next;
    printf("%d\n", text_test(0));
    return 0;
}
