/* A reference to an array is no cursor. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

char test(char *tally_array text) {
    return *text++; // expect: TLY0008
}
