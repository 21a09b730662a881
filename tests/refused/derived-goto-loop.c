/* A loop made by a goto: the variable is assigned in the next round. */
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
    Node *head;
again:
    head = make(count);
    show(name);
    name = head->name; // expect: TLY0017
    if (count-- > 0)
        goto again;
}
