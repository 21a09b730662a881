#include <tally.h>

typedef struct tally_object Box Box;
struct Box {
    Box *other;
};

int *use(Box *b) {
    char letter = 0;
    Box *c = tally_new(Box);
    c->other = b;
    int *p = &letter;
    return p;
}
