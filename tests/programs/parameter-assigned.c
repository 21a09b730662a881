/* A parameter that is assigned is a variable of its own: the argument's owner
 * keeps its object, the parameter is released at the end. */
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

static Node *push(const char *name, Node *next) {
    return tally_new(Node, .name = name, .next = next);
}

static Node *global;

static int length(Node *n) {
    int count = 0;
    while (n) {
        count++;
        n = n->next;
    }
    return count;
}

static void replaced(Node *n, Node *other) {
    Node *local = push("local", NULL);
    global = NULL;
    printf("%s\n", n->name);
    n = push("new", other);
    other = local;
    fprintf(stderr, "-- replaced %s\n", n->name);
    printf("%s %s\n", n->next->name, other->name);
}

static Node *skip(Node *n, int count) {
    while (count-- > 0 && n)
        n = n->next;
    return n;
}

static Node *or_default(Node *n) {
    if (!n)
        n = push("default", NULL);
    return n;
}

int main(void) {
    Node *list = push("a", push("b", push("c", NULL)));
    printf("%d %d\n", length(list), length(push("d", list)));
    fprintf(stderr, "-- length\n");
    global = push("global", NULL);
    replaced(global, list);
    fprintf(stderr, "-- back\n");
    printf("%s\n", skip(list, 2)->name);
    printf("%d\n", skip(list, 5) == NULL);
    printf("%s ", or_default(list)->name);
    printf("%s\n", or_default(NULL)->name);
    fprintf(stderr, "-- defaults\n");
    list = skip(list, 1);
    fprintf(stderr, "-- end\n");
    return 0;
}
