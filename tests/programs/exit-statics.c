/* What static places still hold at exit is released in reverse order of
 * declaration, arrays in ascending order. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *first;
Node *second;
static Node *unused;
static Node *table[3];

static Node *local(void) {
    static Node *one, *two;
    if (!one) {
        one = make("static local one");
        two = make("static local two");
    }
    return two;
}

static struct {
    Node *left;
    Node *right[2];
} parts;

int main(void) {
    Node *automatic = make("automatic");
    table[2] = make("table 2");
    table[0] = make("table 0");
    second = make("second");
    first = make("first");
    parts.right[1] = make("parts.right[1]");
    parts.left = make("parts.left");
    first->next = automatic;
    parts.left->next = second;
    printf("%s %s\n", local()->name, first->next->name);
    printf("%d\n", unused == NULL);
    return 0;
}
