/* Only a unit that sees the definition can make an object. */
#include <tally.h>

typedef struct tally_object Node Node;

Node *test(void) {
    return tally_new(Node); // expect: TLY0001
}
