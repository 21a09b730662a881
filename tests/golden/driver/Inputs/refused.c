#include <tally.h>
#include <stdlib.h>

typedef struct tally_object Box Box;
struct Box {
    Box *other;
};

Box *make(void) {
    Box *b = malloc(sizeof *b);
    return b;
}
