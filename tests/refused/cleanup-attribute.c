/* A cleanup function would run behind the releases of its scope. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[16];
    Node *next;
};

Node *make(int value);
void show(const char *text);

void done(int **value);

int test(void) {
    Node *n = make(3);
    __attribute__((cleanup(done))) int *value = &n->value; // expect: TLY0013
    return *value;
}
