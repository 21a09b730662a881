/* In a function that calls setjmp, what is given away stays in its variable,
 * too: behind a longjmp nobody could say whether it was given.
 * tally options: --unwind=shadow */
#include <setjmp.h>
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) {
    fprintf(stderr, "delete %d\n", self->value);
}

static jmp_buf buffer;

static void take(Node *n tally_consumed, int jumps) {
    Node *other = n;
    if (jumps)
        longjmp(buffer, 1);
    printf("took %d\n", other->value);
}

static int take_if(Node *n tally_consumes_if(result == 0), int jumps) {
    if (jumps)
        longjmp(buffer, 1);
    return n->value % 2;
}

static void give(int value, int jumps) {
    Node *n = tally_new(Node, .value = value), *m = n->next;
    if (setjmp(buffer) == 0) {
        take(n, jumps);
        printf("given %d\n", n->value);
        take_if(n, jumps);
        m = tally_new(Node, .value = value + 1);
        take_if(m, 1);
    }
    printf("still %d\n", n->value);
}

int main(void) {
    give(10, 0);
    give(20, 1);
    return 0;
}
