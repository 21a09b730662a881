/* A copy in the middle of an assignment: which object is it from? */
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    char *names[4];
    Node *next;
};

char *test(Node *n, char *t) {
    char *s = n->next->names[0];
    s = n->next->names[strlen(t = s)]; // expect: TLY0017
    return strlen(s) ? NULL : t + strlen(t = s); // expect: TLY0018
}
