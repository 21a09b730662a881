/* Macros that have names of variables where that changes nothing: gone again,
 * defined to themselves, functions, or in front of the declaration. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#define passing 1
#undef passing
#define renamed first
static Node *renamed;
static Node *plain;
#define plain plain

static void put(Node *n) {
    Node *passing = n;
#define passing(a) ((a)->value)
    first = passing;
    plain = first;
    printf("%d\n", passing(plain));
#undef passing
#define n 3
    printf("%d\n", n);
#undef n
}

int main(void) {
    put(tally_new(Node, .value = 4));
    return 0;
}
