/* Where tally_bytes has no meaning. */
#include <stddef.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

void number(int n tally_bytes(read));                // expect: TLY0014
void typed(Node **n tally_bytes(read));              // expect: TLY0014
void unknown(void *p tally_bytes(eat));              // expect: TLY0014
void moved(long p tally_bytes(relocate), size_t n);   // expect: TLY0014
