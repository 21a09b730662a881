#define TALLY_MANUAL
#include <tally.h>

typedef struct tally_object Box Box;

Box *keep(Box *b) {
    return (Box *)tally_incref(b);
}
