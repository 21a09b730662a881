/* A place annotation needs a pointer to an object. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int first(const int *tally_weak numbers) { // expect: TLY0004
    return numbers[0];
}
