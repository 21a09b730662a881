/* strtol and its likes leave a pointer into the object where nothing keeps it. */
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    char text[16];
    Node *next;
};

static Node *list;
static char *kept;

long test(char **rest, Node *n) {
    char *end;
    long sum = strtol(n->text, &end, 10);
    sum += strtol(list->text, rest, 10); // expect: TLY0018
    sum += strtol(list->text, &kept, 10); // expect: TLY0018
    return sum + strtol(end, NULL, 10) + strtol(list->text, 0, 10);
}
