/* A longjmp in a unit that does not unwind. */
#include <tally.h>

#include <setjmp.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
};

static jmp_buf buffer;
void use(Node *n);

void fail(int code) {
    if (code)
        longjmp(buffer, code); // expect: TLY0056
}

void owner(void) {
    Node *n = tally_new(Node);
    fail(1);
    use(n);
}
