/* References lie where pointers may be. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct __attribute__((packed)) entry {
    char key;
    Node *n; // expect: TLY0036
};

#pragma pack(push, 2)
struct outer {
    short key;
    struct {
        Node *n; // expect: TLY0036
    } inner;
};
#pragma pack(pop)

void test(struct entry *entry, struct outer *outer, Node *n) {
    entry->n = n;
    outer->inner.n = n;
}
