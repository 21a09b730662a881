/* Operands of sizeof and _Alignof are not evaluated: no object is made, no
 * count changes. */
#include <tally.h>

#include <stddef.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

static int made;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    made++;
    return tally_new(Node, .name = name);
}

int main(void) {
    Node *n = make("n");
    Node *items[3] = {n, n, NULL};
    printf("%d %d\n", sizeof *n == sizeof(Node), sizeof n == sizeof items[0]);
    printf("%d\n", (int)(sizeof items / sizeof items[0]));
    printf("%d\n", sizeof make("never")->value == sizeof(int));
    printf("%d\n", sizeof *make("never") == sizeof(Node));
    printf("%d\n", _Alignof(Node) >= sizeof(int));
    printf("%d %d\n", offsetof(Node, name) == 0, made);
    fprintf(stderr, "-- end\n");
    return 0;
}
