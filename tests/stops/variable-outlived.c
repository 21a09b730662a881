/* An object that is a variable, and a reference that outlives it. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

static Node *kept;

static void keep(void) {
    Node own = {.value = 7};
    kept = &own;
    fprintf(stderr, "so far\n");
} // stops: a 'Node', the variable declared at variable-outlived.c:14, is still referenced

int main(void) {
    keep();
    fprintf(stderr, "too far %d\n", kept->value);
    return 0;
}
