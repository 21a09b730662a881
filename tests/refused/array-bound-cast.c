/* A temporary in the bound of the array type of a cast. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int use(Node *n);
Node *make(void);

int test(int *numbers) {
    return (*(int (*)[use(make())])numbers)[0]; // expect: TLY0013
}
