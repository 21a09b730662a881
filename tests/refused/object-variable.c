/* Objects as variables, in forms that cannot be written anew. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

typedef struct tally_object Tail Tail;
struct Tail {
    int value;
    int rest[];
};

typedef struct tally_object Wide Wide;
struct Wide {
    _Alignas(32) int value;
};

static volatile Node always; // expect: TLY0047
static _Thread_local Node mine; // expect: TLY0047
static Tail tail; // expect: TLY0047
static Wide wide; // expect: TLY0047
static __attribute__((unused)) Node marked; // expect: TLY0047
static Node (bracketed); // expect: TLY0047

int test(Node *other) {
    extern Node elsewhere; // expect: TLY0047
    register Node fast = {0}; // expect: TLY0047
    Node copy = *other; // expect: TLY0047
    return always.value + mine.value + tail.value + wide.value +
           marked.value + bracketed.value + elsewhere.value + fast.value +
           copy.value;
}
