/* A goto back over the declaration of a variable ends it. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[16];
    Node *next;
};

Node *make(int value);
void show(const char *text);

void test(int count) {
    const char *name = "";
again:
    show(name);
    Node *n = make(count);
    name = n->name; // expect: TLY0017
    if (count-- > 0)
        goto again;
}
