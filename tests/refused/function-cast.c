/* A function that gives or takes references is none that gives or takes other pointers. */
#include <stddef.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *make(int value) {
    return tally_new(Node, .value = value);
}

static void take(Node *n) {
    n->value++;
}

void *(*const maker)(int) = (void *(*)(int))make; // expect: TLY0005

int test(void) {
    void *(*mk)(int) = (void *(*)(int))make; // expect: TLY0005
    void (*call)(void *) = (void (*)(void *))&take; // expect: TLY0005
    return mk(1) != NULL && call != NULL;
}
