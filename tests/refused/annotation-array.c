/* tally_array is still to come. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct buffer {
    char *tally_array text; // expect: TLY0014
};

char test(struct buffer *b) {
    return b->text[0];
}
