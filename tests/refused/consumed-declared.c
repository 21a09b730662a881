/* Where tally_consumed has no meaning. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

void number(int n tally_consumed);               // expect: TLY0014
void weak(Node *tally_weak n tally_consumed);    // expect: TLY0014
void place(Node **n tally_consumed);             // expect: TLY0014
void late(Node *n);
void late(Node *n tally_consumed);               // expect: TLY0014
void (*inner(int x))(Node *n tally_consumed);    // expect: TLY0014
Node *variable tally_consumed;                   // expect: TLY0014
