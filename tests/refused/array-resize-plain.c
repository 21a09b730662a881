/* Only places of counted arrays are resized. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

void test(char **place) {
    tally_resize(place, 3); // expect: TLY0039
}
