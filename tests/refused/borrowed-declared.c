/* Where the marks for borrowed results have no meaning. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

tally_borrowed int number(Node *n);                             // expect: TLY0014
tally_borrowed char *raw(Node *n);                              // expect: TLY0014
char *unnamed(Node *n) tally_borrowed_from(m);                  // expect: TLY0014
char *by_number(int n) tally_borrowed_from(n);                  // expect: TLY0014
char *gone(Node *n tally_consumed) tally_borrowed_from(n);      // expect: TLY0014
Node *late(Node *n);
Node *late(Node *n) tally_borrowed;                             // expect: TLY0014
Node *variable tally_borrowed;                                  // expect: TLY0014
