/* The mark has to stand on the first declaration. */
#include <tally.h>

struct Node;
struct tally_object Node { // expect: TLY0003
    int value;
};
