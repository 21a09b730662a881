/* A local that is given to the context of a callback is empty. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

void later(void (*fn)(void *), void *data tally_context(fn, destroy), void (*destroy)(void *));
void plain(void (*fn)(void *), void *data);
void run(void *data);

int test(void) {
    Node *n = tally_new(Node);
    later(run, n, run);
    return n->value; // expect: TLY0029
}

void to_another(Node *n) {
    plain(run, n); // expect: TLY0007
}

void (*mixed)(void (*fn)(void *), void *data, void (*destroy)(void *)) = later; // expect: TLY0030
