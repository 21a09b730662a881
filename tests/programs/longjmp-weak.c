/* Weak variables that keep their place in memory are on the shadow stack from
 * their first value on: nobody has their address while it is made.
 * tally options: --unwind=shadow */
#include <tally.h>

#include <setjmp.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
    Node *tally_weak back;
};
tally_finalizer static void end(Node *self) {
    fprintf(stderr, "end %d\n", self->value);
}

static jmp_buf top;

static Node *make(int value, Node *next) {
    if (value > 4)
        longjmp(top, value);
    return tally_new(Node, .value = value, .next = next, .back = next);
}

static int look(Node *tally_weak *place) {
    return *place ? (*place)->value : -1;
}

static void try(Node *kept, int value) {
    Node *tally_weak volatile seen = make(value, kept)->next;
    Node *tally_weak other = make(value + 1, NULL);
    fprintf(stderr, "%d %d\n", seen ? seen->value : -1, look(&other));
    other = make(value + 2, kept)->next;
    printf("%d\n", look(&other));
    other = make(value + 3, NULL);
}

int main(void) {
    Node *kept = make(1, NULL);
    int got = setjmp(top);
    if (got)
        printf("left with %d\n", got);
    else
        try(kept, 2);
    printf("%d\n", kept->value);
    return 0;
}
