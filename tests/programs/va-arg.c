/* va_arg reads a borrowed reference; variadic arguments are held for the call. */
#include <tally.h>

#include <stdarg.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    self->value = -100;
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

static Node *slot;

static int sum(int count, ...) {
    va_list arguments;
    int sum = 0;
    slot = NULL;
    fprintf(stderr, "-- cleared\n");
    va_start(arguments, count);
    for (int i = 0; i < count; i++) {
        Node *n = va_arg(arguments, Node *);
        sum += n->value;
    }
    va_end(arguments);
    return sum;
}

static Node *last(Node *first, ...) {
    va_list arguments;
    Node *found = first;
    va_start(arguments, first);
    for (Node *n = first; n; n = va_arg(arguments, Node *))
        found = n;
    va_end(arguments);
    return found;
}

int main(void) {
    Node *local = make("local", 1);
    slot = make("slot", 2);
    printf("%d\n", sum(2, slot, local));
    fprintf(stderr, "-- summed\n");
    printf("%d\n", sum(1, make("temporary", 3)));
    printf("%s\n", last(local, make("last", 4), (Node *)NULL)->name);
    fprintf(stderr, "-- end\n");
    return 0;
}
