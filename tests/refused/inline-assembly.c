/* A reference as an operand of inline assembly. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void test(Node *n) {
    __asm__ volatile("" : : "r"(n) : "memory"); // expect: TLY0013
}
