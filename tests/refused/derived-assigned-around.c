/* The variable gets another value behind the pointer, by the assignment that
 * the pointer stands in. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[16];
    Node *next;
};

Node *make(int value);
void show(const char *text);

void test(Node *list) {
    Node *head = list;
    const char *name;
    head = (name = head->name, head->next); // expect: TLY0017
    show(name);
}
