/* An unowned static, read by another function than the one that released its
 * object; and behind a pointer. */
// compilers: gcc clang
// flags: -DTALLY_DEBUG
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

static Node *tally_unowned current;

static int show(Node *tally_unowned *place) {
    return (*place)->value; // stops: a tally_unowned reference to a 'Node' made at unowned-static.c:22 is read at unowned-static.c:17, and the object is dead
}

int main(void) {
    {
        Node *n = tally_new(Node, .value = 1);
        current = n;
        fprintf(stderr, "%d\n", show(&current));
    }
    fprintf(stderr, "so far\n");
    int value = show(&current);
    fprintf(stderr, "too far %d\n", value);
    return 0;
}
