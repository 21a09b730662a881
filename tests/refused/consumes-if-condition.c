/* Conditions of tally_consumes_if, and where it stands. */
#include <tally.h>

#include <stddef.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int odd(Node *n tally_consumes_if(result % 2)); // expect: TLY0014
int other(Node *n tally_consumes_if(n != NULL)); // expect: TLY0014
void nothing(Node *n tally_consumes_if(result == 0)); // expect: TLY0014
int number(int n tally_consumes_if(result == 0)); // expect: TLY0014
Node *fine(Node *n tally_consumes_if((result != NULL)));
int fine_too(Node *n tally_consumes_if(!result));
