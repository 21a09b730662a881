/* #line of the user's counts on behind what tally inserts. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *make(int value) {
    return tally_new(Node, .value = value);
}

#line 100 "grammar.y"
static Node *second(Node *n) {
    struct local {
        Node *both[2];
    } local = {{n, n->next}};
    printf("%d %s\n", __LINE__, __FILE__);
    return local.both[1];
}

#line 7
int main(void) {
    Node *n = make(1);
    n->next = make(2);
    printf("%d %s\n", __LINE__, __FILE__);
    printf("%d\n", second(n)->value);
    return 0;
}
