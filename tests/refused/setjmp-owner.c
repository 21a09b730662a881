/* A function that calls setjmp and owns references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <setjmp.h>

static jmp_buf buffer;
void may_jump(Node *n);

int test(void) {
    Node *n = tally_new(Node);
    if (setjmp(buffer)) // expect: TLY0013
        return 1;
    may_jump(n);
    return 0;
}
