/* There are no weak references to arrays. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

int test(char *tally_weak text) { // expect: TLY0004
    return text != 0;
}
