/* Assignments in conditions: `while ((p = next()))`, with their comparisons
 * and short circuits. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s %d\n", self->name, self->value);
}

static int left;

static Node *next_item(const char *name) {
    return left > 0 ? tally_new(Node, .name = name, .value = left--) : NULL;
}

int main(void) {
    Node *p;
    left = 2;
    while ((p = next_item("while")))
        fprintf(stderr, "-- while %d\n", p->value);
    left = 1;
    if ((p = next_item("if")) != NULL && p->value == 1)
        fprintf(stderr, "-- if\n");
    if (!(p = next_item("not made")))
        fprintf(stderr, "-- else\n");
    left = 3;
    do {
        printf("%d\n", left);
    } while ((p = next_item("do")) && p->value != 2);
    fprintf(stderr, "-- do left with %d\n", p->value);
    for (left = 2; (p = next_item("for")) && (p->next = next_item("next"));)
        printf("%s %s\n", p->name, p->next->name);
    int value = (p = tally_new(Node, .name = "last")) ? p->value : -1;
    switch ((p = NULL) == NULL ? value : 1) {
    case 0:
        printf("zero\n");
    }
    return 0;
}
