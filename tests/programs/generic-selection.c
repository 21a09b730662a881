/* _Generic: only the selected arm counts, the controlling expression is not
 * evaluated. */
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

static const char *text_of_number(int number) {
    return number ? "number" : "zero";
}

static void print_node(const Node *n) {
    printf("%s\n", n->name);
}

static void print_number(int number) {
    printf("%s\n", text_of_number(number));
}

#define PRINT(x)                                                               \
    _Generic((x), Node *: print_node, const Node *: print_node,                \
             int: print_number)(x)

int main(void) {
    Node *n = make("n");
    n->next = make("next");
    PRINT(n);
    PRINT(n->next);
    PRINT(make("temporary"));
    fprintf(stderr, "-- printed\n");
    PRINT(1);
    Node *chosen = _Generic(make("never"), Node *: n->next, default: n);
    n->next = NULL;
    fprintf(stderr, "-- chosen\n");
    print_node(chosen);
    return 0;
}
