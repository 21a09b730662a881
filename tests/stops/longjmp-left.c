/* A longjmp to a function that has returned. tally options: --unwind=shadow */
#include <tally.h>

#include <setjmp.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

static jmp_buf place;

static int set(int value) {
    Node *own = tally_new(Node, .value = value);
    if (setjmp(place))
        return 0;
    return own->value;
}

int main(void) {
    fprintf(stderr, "%d\n", set(1));
    fprintf(stderr, "so far\n");
    longjmp(place, 1); // stops: longjmp at longjmp-left.c:24 to a buffer that no active function
}
