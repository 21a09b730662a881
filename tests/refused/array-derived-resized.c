/* A pointer into an array that is resized. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

char test(void) {
    char *tally_array text = tally_strdup("text");
    char *at = text; // expect: TLY0017
    tally_resize(&text, 100);
    return *at;
}
