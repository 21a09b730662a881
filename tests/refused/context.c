/* References as the context of a callback: where the mark has no meaning. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

void unnamed(void (*fn)(void *), void *data tally_context(run, NULL)); // expect: TLY0014
void one(void (*fn)(void *), void *data tally_context(fn)); // expect: TLY0014
void typed(void (*fn)(void *), Node *n tally_context(fn, NULL)); // expect: TLY0014
