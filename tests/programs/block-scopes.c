/* Nested blocks: each releases its own variables at its end, in reverse order
 * of declaration; an inner name hides an outer one. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *n;

static void parameter(Node *n) {
    printf("%s\n", n->name);
    {
        Node *n = make("hides the parameter");
        printf("%s\n", n->name);
    }
    for (Node *n = make("hides in for"); n; n = NULL)
        printf("%s\n", n->name);
    n = make("assigned parameter");
    fprintf(stderr, "-- end of parameter\n");
}

int main(void) {
    n = make("global");
    {
        Node *a = make("a");
        Node *b = make("b");
        {
        }
        {
            Node *c = make("c");
            Node *a = c;
            printf("%s %s\n", a->name, b->name);
        }
        fprintf(stderr, "-- inner block left\n");
        printf("%s\n", a->name);
        Node *d = make("d");
        a = d;
        fprintf(stderr, "-- a is d\n");
    }
    {
        Node *n = make("local");
        parameter(n);
        fprintf(stderr, "-- back\n");
        {
            extern int printf(const char *format, ...);
            Node *n = make("innermost");
            n = NULL;
            printf("%d\n", n == NULL);
        }
    }
    printf("%s\n", n->name);
    n = NULL;
    fprintf(stderr, "-- end\n");
    return 0;
}
