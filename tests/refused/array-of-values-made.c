/* Objects do not lie in arrays. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

void *test(void) {
    return tally_leak(tally_new_array(Node, 3)); // expect: TLY0009
}
