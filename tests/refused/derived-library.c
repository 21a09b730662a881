/* strchr gives a pointer into what it is given. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[16];
    Node *next;
};

Node *make(int value);
void show(const char *text);

#include <string.h>

static Node *global;

void test(void) {
    const char *colon = strchr(global->name, ':'); // expect: TLY0017
    show(colon);
}
