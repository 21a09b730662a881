/* Only counted arrays know their length. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

size_t test(const char *text) {
    return tally_length(text); // expect: TLY0039
}
