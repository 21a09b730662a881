/* A type that holds one of unknown content is not proved acyclic. */
#include <tally.h>

struct tally_object Unknown;
typedef struct tally_object tally_acyclic Node Node; // expect: TLY0026
struct Node {
    struct Unknown *unknown;
};

int test(Node *n) {
    return n->unknown != 0;
}
