/* A volatile reference to an array. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

char *tally_array volatile text; // expect: TLY0014

int test(void) {
    return text != 0;
}
