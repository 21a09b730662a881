/* A temporary in the index of an offsetof. */
#include <stddef.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int numbers[4];
    Node *next;
};

int use(Node *n);
Node *make(void);

size_t test(void) {
    return offsetof(Node, numbers[use(make())]); // expect: TLY0013
}

size_t plain(int i) {
    return offsetof(Node, numbers[i]);
}
