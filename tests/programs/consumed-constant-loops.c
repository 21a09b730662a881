/* What is given away in a loop that a constant ends, or that only return does,
 * is not read again: do ... while (0) around the statements of a macro, too. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *push(Node *list tally_consumed, int value) {
    return tally_new(Node, .value = value, .next = list);
}

#define SHOW(e)                          \
    do {                                 \
        Node *shown = (e);               \
        printf("%d\n", shown->value);    \
    } while (0)

enum { NEVER };

static Node *until_ten(void) {
    Node *list = tally_new(Node);
    while (1) {
        int next = list->value + 4;
        if (next < 10) {
            list = push(list, next);
            continue;
        }
        return push(list, 100);
    }
}

int main(void) {
    Node *a = tally_new(Node), *b = tally_new(Node), *c = tally_new(Node);
    SHOW(push(a, 1));
    do
        SHOW(push(b, 2));
    while (NEVER);
    for (; (0);)
        SHOW(push(b, 3));
    if (1)
        SHOW(push(c, 4));
    else
        printf("%d\n", c->value);
    SHOW(until_ten());
    return 0;
}
