/* What a pure function counts could be dropped with the call. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

__attribute__((pure)) static int length(const Node *n) { // expect: TLY0035
    int length = 0;
    for (const Node *p = n; p; p = p->next)
        length++;
    return length;
}

int test(Node *n) {
    return length(n);
}
