/* A reference in an integer would not be counted. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdint.h>

uintptr_t test(Node *n) {
    return (uintptr_t)n; // expect: TLY0007
}
