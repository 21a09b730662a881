/* A reference to an array is no cursor. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

char test(char *tally_array text) {
    text += 2; // expect: TLY0008
    return *text;
}
