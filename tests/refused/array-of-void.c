/* void is no element. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

void *test(void *tally_array all) { // expect: TLY0004
    return all;
}
