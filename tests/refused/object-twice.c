/* One definition of an object; other declarations are extern. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

extern Node once;
Node once;
static Node twice;
static Node twice; // expect: TLY0047

int test(void) {
    return once.value + twice.value;
}
