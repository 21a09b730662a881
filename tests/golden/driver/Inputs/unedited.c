#include <tally.h>

typedef struct tally_object Box Box;

int answer(void) {
    return 42;
}
