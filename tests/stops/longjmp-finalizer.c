/* A longjmp out of a finalizer. tally options: --unwind=shadow */
#include <tally.h>

#include <setjmp.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

static jmp_buf place;

tally_finalizer static void node_died(Node *self) {
    fprintf(stderr, "so far %d\n", self->value);
    longjmp(place, 1); // stops: longjmp at longjmp-finalizer.c:16 leaves a finalizer
}

int main(void) {
    if (setjmp(place)) {
        fprintf(stderr, "too far\n");
        return 0;
    }
    Node *n = tally_new(Node, .value = 1);
    n = NULL;
    fprintf(stderr, "too far\n");
    return 0;
}
