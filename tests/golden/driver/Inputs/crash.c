#include <tally.h>

typedef struct tally_object Box Box;
struct Box {
    Box *other;
    int size;
};

static int beyond(Box *b) {
    int table[4] = {0};
    Box *c = tally_new(Box, .other = b, .size = 7);
    volatile int at = c->other->size;
    return table[at];
}

int main(void) {
    Box *b = tally_new(Box, .size = 5);
    return beyond(b);
}
