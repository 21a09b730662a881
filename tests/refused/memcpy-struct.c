/* Copying references by memcpy would not count them. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <string.h>

struct pair {
    Node *left, *right;
};

void test(struct pair *to, const struct pair *from) {
    memcpy(to, from, sizeof *to); // expect: TLY0032
}
