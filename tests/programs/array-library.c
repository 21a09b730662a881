/* Arrays given to functions of the C library: sorted, filled, copied. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tally.h>
typedef struct tally_object Node Node;
struct Node { int id; Node **tally_array kids; char *tally_array text; };
static int compare(const void *a, const void *b) {
    Node *const *x = a, *const *y = b;
    return (*x)->id - (*y)->id;
}
int main(void) {
    Node *n = tally_new(Node, .kids = tally_new_array(Node *, 3));
    Node **tally_array kids = n->kids;
    for (int i = 0; i < 3; i++) kids[i] = tally_new(Node, .id = 3 - i);
    qsort(kids, 3, sizeof *kids, compare);
    n->text = tally_new_array(char, 10);
    memset(n->text, 'x', 9);
    memcpy(n->text + 1, "abc", 3);
    printf("%d %d %s\n", kids[0]->id, kids[2]->id, n->text);
    return 0;
}
