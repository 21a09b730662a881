#include <tally.h>

typedef struct tally_object Box Box;
struct Box {
    Box *other;
    int *data;
};

int use(Box *b) {
    int unused_one;
    Box *c = tally_new(Box);
    c->other = b;
    int unused_two;
    return *b->data;
}
