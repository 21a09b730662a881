/* What was given away is empty: it is not read before it is assigned. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[8];
};

void take(Node *n tally_consumed, int v);

int straight(void) {
    Node *n = tally_new(Node);
    take(n, 1);
    return n->value; // expect: TLY0029
}

int twice(void) {
    Node *n = tally_new(Node);
    take(n, 1);
    take(n, 2); // expect: TLY0029
    n = tally_new(Node);
    return n->value;
}

int on_one_path(int c) {
    Node *n = tally_new(Node);
    if (c)
        take(n, 1);
    else
        n = tally_new(Node);
    return n != NULL; // expect: TLY0029
}

void in_a_loop(void) {
    Node *n = tally_new(Node);
    for (int i = 0; i < 3; i++)
        take(n, i); // expect: TLY0029
}

void in_one_expression(void) {
    Node *n = tally_new(Node);
    take(n, n->value); // expect: TLY0029
}

void parameter(Node *n tally_consumed) {
    take(n, 1);
    take(n, 2); // expect: TLY0029
}

void in_endless_loops(int more) {
    Node *n = tally_new(Node);
    do {
        take(n, 1); // expect: TLY0029
        if (more)
            continue;
        break;
    } while (1);
    n = tally_new(Node);
    while (1) {
        take(n, 2);
        break;
    }
    take(n, 3); // expect: TLY0029
}
